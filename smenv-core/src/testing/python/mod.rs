//! The part of Python that launchers use: `json.loads`, `json.dumps`, `str`, `os.fsencode`.

pub(crate) mod dumps;
pub(crate) mod loads;
pub(crate) mod value;
