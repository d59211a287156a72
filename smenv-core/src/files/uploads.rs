//! Names with a meaning to SageMaker while it copies the directory of checkpoints to S3.

use std::ffi::OsStr;

/// The suffix of files and folders that SageMaker does not upload.
pub(crate) const IGNORED: &str = ".sagemaker-ignore";

/// The suffix of SageMaker's marker next to a file that it is uploading, and that of its new name.
const MARKERS: [&str; 2] = [".sagemaker-uploading", ".sagemaker-uploaded"];

/// Returns whether a file is one of SageMaker's markers, which appear and disappear at any moment.
#[inline]
pub(crate) fn is_marker(name: &OsStr) -> bool {
    MARKERS
        .iter()
        .any(|end| name.as_encoded_bytes().ends_with(end.as_bytes()))
}

/// Returns whether SageMaker does not upload a file or folder with this name.
#[inline]
pub(crate) fn is_ignored(name: &OsStr) -> bool {
    name.as_encoded_bytes().ends_with(IGNORED.as_bytes())
}
