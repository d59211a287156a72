//! Names that have a meaning while SageMaker copies the directory of checkpoints to S3.
//!
//! All is `#[inline]`, so that a program that does not ask does not build it.
use std::ffi::OsStr;

/// The end of a name, of a file or a folder, that SageMaker does not upload.
pub(crate) const IGNORED: &str = ".sagemaker-ignore";

/// What SageMaker puts beside a file while it uploads it, and what it renames that to.
const MARKERS: [&str; 2] = [".sagemaker-uploading", ".sagemaker-uploaded"];

/// Returns whether a file is a marker of SageMaker's, which comes and goes at any moment.
#[inline]
pub(crate) fn is_marker(name: &OsStr) -> bool {
    MARKERS
        .iter()
        .any(|end| name.as_encoded_bytes().ends_with(end.as_bytes()))
}

/// Returns whether SageMaker does not upload a file or a folder of this name.
#[inline]
pub(crate) fn is_ignored(name: &OsStr) -> bool {
    name.as_encoded_bytes().ends_with(IGNORED.as_bytes())
}
