//! What would otherwise fail after hours of training: a channel without data, a directory that
//! cannot be written to.

use crate::channels::job_channels::{ChannelReading, JobChannels};
use crate::channels::spec::{ChannelSpec, ChannelsSpec};
use crate::error::problem::Problem;
use crate::run::channel_data::without_data;
use crate::run::output_dirs::not_writable;
use crate::source::source::Source;
use crate::training_env::training_env::TrainingEnv;

/// Returns the problems of a job's directories; none if its source reads no files. `is_argument` is
/// whether the program takes `--NAME DIR`.
pub(crate) fn problems(
    source: &Source,
    env: &TrainingEnv,
    spec: &ChannelsSpec,
    channels: &JobChannels,
    is_argument: &dyn Fn(&str) -> bool,
) -> Vec<Problem> {
    if !source.has_files() {
        return Vec::new();
    }
    // A program that does not name its channels may read any of them.
    let takes_any = spec.channels().is_empty() && spec.allows_unknown();
    let of_channel = |reading: &ChannelReading| {
        let is_field = |field: &&ChannelSpec| {
            channels
                .name_origin
                .matches(reading.channel.name(), field.name())
        };
        let field = spec.channels().iter().find(is_field);
        let is_taken = takes_any || field.is_some();
        is_taken
            .then(|| without_data(reading, field, &channels.listing, is_argument))
            .flatten()
    };
    let mut problems: Vec<Problem> = channels.channels.iter().filter_map(of_channel).collect();
    problems.extend(not_writable(source, env, is_argument));
    problems
}
