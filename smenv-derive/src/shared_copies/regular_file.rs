//! The text of a file, if it is a regular one: a FIFO would be waited for, and `/dev/zero` read
//! until the memory ends.

use std::fs::{self, File};
use std::io::Read;
use std::path::Path;

/// How long a file may be, in MiB. What SageMaker takes is far below.
const MOST_MIB: u64 = 8;

/// Returns the text of a file, or why it cannot be read: what there is to say behind its name.
pub(crate) fn text(path: &Path) -> Result<String, String> {
    let unreadable = |error| match fs::symlink_metadata(path).is_ok_and(|link| link.is_symlink())
        && !path.exists()
    {
        true => "is a link to a file that does not exist".to_owned(),
        false => format!("cannot be read: {error}"),
    };
    // Before it is opened: opening a FIFO waits.
    let metadata = fs::metadata(path).map_err(unreadable)?;
    if !metadata.is_file() {
        let kind = if metadata.is_dir() {
            "is a directory, not a file"
        } else {
            "is not a regular file"
        };
        return Err(kind.to_owned());
    }
    let most = MOST_MIB << 20;
    let mut text = String::new();
    // What is longer is not read to its end, and may be cut within a character.
    let length = match metadata.len() > most {
        true => Ok(metadata.len()),
        false => File::open(path)
            .and_then(|file| file.take(most + 1).read_to_string(&mut text))
            .map(|read| read as u64),
    };
    match length.map_err(unreadable)? {
        length if length > most => Err(format!("is larger than {MOST_MIB} MiB")),
        _ => Ok(text),
    }
}

#[cfg(all(test, unix))]
mod tests {
    use std::fs::{self, File};
    use std::os::unix::fs::symlink;
    use std::path::Path;
    use std::process::Command;
    use std::sync::mpsc;
    use std::thread;
    use std::time::Duration;

    use super::text;

    /// In a thread, so that one that waits for ever fails the test.
    fn in_time(path: &Path) -> Result<String, String> {
        let (path, (sender, receiver)) = (path.to_owned(), mpsc::channel());
        thread::spawn(move || sender.send(text(&path)));
        receiver
            .recv_timeout(Duration::from_secs(60))
            .expect("it ends")
    }

    #[test]
    fn only_a_regular_file_is_read() {
        let folder = std::env::temp_dir().join(format!("smenv-derive-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        let path = |name| folder.join(name);
        assert!(
            Command::new("mkfifo")
                .arg(path("fifo"))
                .status()
                .unwrap()
                .success()
        );
        assert_eq!(in_time(&path("fifo")).unwrap_err(), "is not a regular file");
        assert_eq!(
            in_time(Path::new("/dev/zero")).unwrap_err(),
            "is not a regular file"
        );
        assert_eq!(in_time(&folder).unwrap_err(), "is a directory, not a file");
        symlink("gone", path("dangling")).unwrap();
        assert_eq!(
            in_time(&path("dangling")).unwrap_err(),
            "is a link to a file that does not exist"
        );
        let lacking = in_time(&path("lacking")).unwrap_err();
        assert!(
            lacking.starts_with("cannot be read: No such file or directory"),
            "{lacking}"
        );
        File::create(path("sparse"))
            .unwrap()
            .set_len(10 << 30)
            .unwrap();
        assert_eq!(
            in_time(&path("sparse")).unwrap_err(),
            "is larger than 8 MiB"
        );
        fs::write(path("text"), "{}").unwrap();
        symlink("text", path("link")).unwrap();
        assert_eq!(in_time(&path("link")).unwrap(), "{}");
        fs::remove_dir_all(&folder).unwrap();
    }
}
