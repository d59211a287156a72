//! Where channels were looked for, for a job that has none.

use std::path::Path;

use crate::channels::dirs::DIR;
use crate::channels::listed::LIST;
use crate::channels::problems::either;
use crate::channels::settings::CONFIG_FILE;
use crate::source::source::Source;

/// Describes where channels were looked for in vain, and which variables were ignored although they
/// are set.
#[inline]
pub(crate) fn searched(source: &Source, data: &Path) -> Option<String> {
    let (file, data) = (source.config_dir()?.join(CONFIG_FILE), data.display());
    let list = source.is_set(LIST).then(|| LIST.to_owned());
    let mut dirs: Vec<String> = source
        .variables_with(DIR)
        .map(|(name, _)| format!("{DIR}{name}"))
        .collect();
    dirs.sort_unstable();
    if source.given_base().is_some() {
        let others = ["SM_INPUT_DATA_CONFIG", "SM_TRAINING_ENV"]
            .into_iter()
            .filter(|name| source.is_set(name));
        let ignored: Vec<String> = list
            .into_iter()
            .chain(dirs)
            .chain(others.map(str::to_owned))
            .collect();
        let ignored = match &ignored[..] {
            [] => String::new(),
            [only] => format!("; {only} is ignored, since a base directory is given"),
            [all @ .., last] => format!(
                "; {} and {last} are ignored, since a base directory is given",
                all.join(", ")
            ),
        };
        return Some(format!(
            "there is no {}, and no folder in {data}{ignored}",
            file.display()
        ));
    }
    // Variables that are set but name no channel are empty, or null.
    let variables = match (list, &dirs[..]) {
        (None, []) => format!("no {LIST} or {DIR}*"),
        (Some(list), []) => format!("nothing in {list}, no {DIR}*"),
        (None, dirs) => format!("no {LIST}, nothing in {}", either(dirs)),
        (Some(list), dirs) => format!("nothing in {list}, {}", either(dirs)),
    };
    Some(format!(
        "there is {variables}, no {}, and no folder in {data}",
        file.display()
    ))
}
