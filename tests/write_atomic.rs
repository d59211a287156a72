//! `write_atomic`: a file is complete or absent, and replacing it changes only its content.

#![cfg(unix)]

mod support;

use std::fs;
use std::io;
use std::os::unix::fs::{FileTypeExt, MetadataExt, PermissionsExt, symlink};
use std::os::unix::net::UnixListener;
use std::path::{Path, PathBuf};

use support::Folder;
use support::files::{fifo, names};

fn mode(path: &Path) -> u32 {
    fs::symlink_metadata(path).unwrap().mode() & 0o7777
}

fn set_mode(path: &Path, mode: u32) {
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
}

#[test]
fn a_file_is_replaced_as_a_whole() {
    let folder = Folder::new("atomic");
    let path = folder.path().join("model/deep/weights");
    smenv::write_atomic(&path, "one").unwrap();
    smenv::write_atomic(&path, b"two").unwrap();
    assert_eq!(fs::read_to_string(&path).unwrap(), "two");

    let failed = smenv::write_atomic_with(&path, |place| {
        fs::write(place, "half")?;
        Err(io::Error::other("disk full"))
    });
    assert_eq!(failed.unwrap_err().to_string(), "disk full");
    assert_eq!(fs::read_to_string(&path).unwrap(), "two");
    assert_eq!(fs::read_dir(path.parent().unwrap()).unwrap().count(), 1);
}

#[test]
fn a_place_that_cannot_be_written_is_named() {
    let folder = Folder::new("atomic");
    folder.write("file", "");
    let error = smenv::write_atomic(folder.path().join("file/weights"), "x").unwrap_err();
    assert!(
        error
            .to_string()
            .starts_with(&folder.path().join("file").display().to_string()),
        "{error}"
    );
    let long = folder.path().join("x".repeat(300));
    let error = smenv::write_atomic(&long, "x").unwrap_err();
    assert!(
        error.to_string().starts_with(&long.display().to_string()),
        "{error}"
    );
    smenv::write_atomic(folder.path().join("é".repeat(120)), "a name that may be").unwrap();
    assert!(
        smenv::write_atomic("/", "x")
            .unwrap_err()
            .to_string()
            .contains("it has no file name")
    );
}

#[test]
fn a_file_that_is_replaced_keeps_its_permissions() {
    let folder = Folder::new("atomic");
    let path = folder.path().join("key");
    for former in [0o600, 0o644, 0o400, 0o444, 0o666, 0o751] {
        let _ = fs::remove_file(&path);
        fs::write(&path, "old").unwrap();
        set_mode(&path, former);
        smenv::write_atomic(&path, "new").unwrap();
        assert_eq!(
            (fs::read_to_string(&path).unwrap().as_str(), mode(&path)),
            ("new", former),
            "{former:o}"
        );
        // Whatever permissions the program gives its file.
        let with = smenv::write_atomic_with(&path, |place| {
            fs::write(place, "newer")?;
            fs::set_permissions(place, fs::Permissions::from_mode(0o640))
        });
        with.unwrap();
        assert_eq!(
            (fs::read_to_string(&path).unwrap().as_str(), mode(&path)),
            ("newer", former),
            "{former:o}"
        );
    }
}

#[test]
fn a_new_file_has_the_permissions_of_any_new_file() {
    let folder = Folder::new("atomic");
    let (ours, theirs) = (folder.path().join("ours"), folder.path().join("theirs"));
    smenv::write_atomic(&ours, "x").unwrap();
    fs::write(&theirs, "x").unwrap();
    assert_eq!(mode(&ours), mode(&theirs));
    smenv::write_atomic_with(ours.with_extension("sh"), |place| {
        fs::write(place, "x")?;
        fs::set_permissions(place, fs::Permissions::from_mode(0o755))
    })
    .unwrap();
    assert_eq!(mode(&ours.with_extension("sh")), 0o755);
}

#[test]
fn nobody_else_reads_what_is_being_written() {
    let folder = Folder::new("atomic");
    let path = folder.path().join("key");
    smenv::write_atomic_with(&path, |place| {
        assert_eq!(mode(place.parent().unwrap()), 0o700);
        fs::write(place, "x")
    })
    .unwrap();
}

/// Only the superuser can change the owner of a file.
#[test]
fn a_file_that_is_replaced_keeps_its_owner_and_group_where_this_process_may_give_them() {
    let folder = Folder::new("atomic");
    let path = folder.path().join("key");
    fs::write(&path, "old").unwrap();
    set_mode(&path, 0o640);
    let is_given = std::os::unix::fs::chown(&path, Some(1234), Some(2345)).is_ok();
    smenv::write_atomic(&path, "new").unwrap();
    let metadata = fs::metadata(&path).unwrap();
    if is_given {
        assert_eq!((metadata.uid(), metadata.gid()), (1234, 2345));
    }
    assert_eq!(mode(&path), 0o640);
}

#[test]
fn the_place_has_the_name_of_the_file_and_what_else_is_put_beside_it_goes() {
    let folder = Folder::new("atomic");
    let path = folder.path().join("curve.png");
    smenv::write_atomic_with(&path, |place| {
        assert_eq!(place.file_name(), path.file_name());
        fs::write(place.with_extension("png-journal"), "x")?;
        fs::write(place, "picture")
    })
    .unwrap();
    assert_eq!(names(folder.path()), ["curve.png"]);
}

#[test]
fn what_a_link_leads_to_is_replaced_and_the_link_stays() {
    let folder = Folder::new("atomic");
    let at = |name: &str| folder.path().join(name);
    folder.write("data/model", "old");
    set_mode(&at("data/model"), 0o600);
    symlink("data/model", at("relative")).unwrap();
    symlink(at("data/model"), at("absolute")).unwrap();
    symlink("../relative", at("data/chain")).unwrap();
    for link in ["relative", "absolute", "data/chain"] {
        smenv::write_atomic(at(link), link).unwrap();
        assert!(at(link).is_symlink(), "{link}");
        assert_eq!(
            (
                fs::read_to_string(at("data/model")).unwrap().as_str(),
                mode(&at("data/model"))
            ),
            (link, 0o600)
        );
    }
    assert_eq!(names(folder.path()), ["absolute", "data", "relative"]);
    assert_eq!(names(&at("data")), ["chain", "model"]);
}

#[test]
fn a_link_to_what_does_not_exist_gets_its_file_where_the_directory_is_there() {
    let folder = Folder::new("atomic");
    let at = |name: &str| folder.path().join(name);
    fs::create_dir(at("data")).unwrap();
    symlink("middle", at("link")).unwrap();
    symlink("data/model", at("middle")).unwrap();
    smenv::write_atomic(at("link"), "new").unwrap();
    assert_eq!(fs::read_to_string(at("data/model")).unwrap(), "new");
    assert_eq!(names(folder.path()), ["data", "link", "middle"]);

    symlink("not/there", at("nowhere")).unwrap();
    let error = smenv::write_atomic(at("nowhere"), "new").unwrap_err();
    assert_eq!(error.kind(), io::ErrorKind::NotFound);
    let (link, place) = (at("nowhere"), at("not/there"));
    let told = format!(
        "{}: it is a link to {}, whose directory does not exist",
        link.display(),
        place.display()
    );
    assert_eq!(error.to_string(), told);
    assert!(!at("not").exists());
}

#[test]
fn links_in_a_circle_are_an_error() {
    let folder = Folder::new("atomic");
    let at = |name: &str| folder.path().join(name);
    symlink("two", at("one")).unwrap();
    symlink("one", at("two")).unwrap();
    symlink("self", at("self")).unwrap();
    for link in ["one", "self"] {
        let error = smenv::write_atomic(at(link), "x").unwrap_err();
        assert!(
            error
                .to_string()
                .starts_with(&format!("{}: ", at(link).display())),
            "{error}"
        );
    }
    assert_eq!(names(folder.path()), ["one", "self", "two"]);
}

#[test]
fn only_a_regular_file_is_replaced() {
    let folder = Folder::new("atomic");
    let at = |name: &str| folder.path().join(name);
    fs::create_dir(at("directory")).unwrap();
    fifo(&at("fifo"));
    let _socket = UnixListener::bind(at("socket")).unwrap();
    symlink("fifo", at("link")).unwrap();
    let before = names(folder.path());
    let refused = |path: PathBuf, kind: &str| {
        let error = smenv::write_atomic(&path, "x").unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::InvalidInput);
        let told = format!(
            "{}: it is {kind}; only regular files can be replaced",
            path.display()
        );
        assert_eq!(error.to_string(), told);
    };
    refused(at("directory"), "a directory");
    refused(at("fifo"), "a FIFO");
    refused(at("link"), "a FIFO");
    refused(at("socket"), "a socket");
    refused("/dev/null".into(), "a device");
    assert_eq!(names(folder.path()), before);
    assert!(
        fs::metadata("/dev/null")
            .unwrap()
            .file_type()
            .is_char_device()
    );
}

#[test]
fn only_a_regular_file_can_have_been_written() {
    let folder = Folder::new("atomic");
    let path = folder.path().join("model");
    let refused = |write: fn(&Path) -> io::Result<()>, told: &str| {
        let error = smenv::write_atomic_with(&path, write).unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::InvalidInput);
        assert!(
            error
                .to_string()
                .starts_with(&format!("{}: {told}", path.display())),
            "{error}"
        );
        assert_eq!(names(folder.path()), [""; 0]);
    };
    refused(|_| Ok(()), "no file was written to ");
    refused(
        |place| fs::create_dir(place),
        "a directory was written, not a regular file",
    );
    refused(
        |place| symlink("/dev/zero", place),
        "a link was written, not a regular file",
    );
    let make_fifo = |place: &Path| {
        fifo(place);
        Ok(())
    };
    refused(make_fifo, "a FIFO was written, not a regular file");
}

#[test]
fn a_panic_while_it_is_written_leaves_nothing() {
    let folder = Folder::new("atomic");
    let path = folder.path().join("model");
    let write = || {
        smenv::write_atomic_with(&path, |place| -> io::Result<()> {
            fs::write(place, "half")?;
            panic!("out of memory")
        })
    };
    assert!(std::panic::catch_unwind(write).is_err());
    assert_eq!(names(folder.path()), [""; 0]);
}
