//! The table of a struct of channels: what the program takes.

use crate::channels::channel::InputMode;

/// The table of a struct's channels: [`SmChannels::SPEC`](crate::SmChannels::SPEC).
///
/// ```
/// # use smenv_core as smenv;
/// # use smenv_derive::SmChannels;
/// use smenv::{Channel, SmChannels};
///
/// #[derive(SmChannels)]
/// # #[sm(crate = smenv_core)]
/// struct Data {
///     train: Channel,
///     #[sm(content_type = "text/csv")]
///     validation: Option<Channel>,
/// }
///
/// let [train, validation] = Data::SPEC.channels() else { unreachable!() };
/// assert_eq!((train.name(), train.is_required()), ("train", true));
/// assert_eq!((validation.is_required(), validation.content_types()), (false, &["text/csv"][..]));
/// ```
#[derive(Clone, Copy, Debug)]
pub struct ChannelsSpec {
    name: &'static str,
    docs: &'static str,
    channels: &'static [ChannelSpec],
    allow_unknown: bool,
}

impl ChannelsSpec {
    /// Creates a table of these channels.
    #[doc(hidden)]
    #[must_use]
    #[inline]
    pub const fn new(
        name: &'static str,
        docs: &'static str,
        channels: &'static [ChannelSpec],
        allow_unknown: bool,
    ) -> Self {
        ChannelsSpec {
            name,
            docs,
            channels,
            allow_unknown,
        }
    }

    /// Returns the struct's name.
    #[must_use]
    #[inline]
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// Returns the struct's doc comment.
    #[must_use]
    #[inline]
    pub const fn docs(&self) -> &'static str {
        self.docs
    }

    /// Returns the channels, in the order of the fields.
    #[must_use]
    #[inline]
    pub const fn channels(&self) -> &'static [ChannelSpec] {
        self.channels
    }

    /// Returns whether the job may have channels other than these: `#[sm(allow_unknown)]`.
    #[must_use]
    #[inline]
    pub const fn allows_unknown(&self) -> bool {
        self.allow_unknown
    }
}

/// A channel that a program takes, a row of [`ChannelsSpec`].
#[derive(Clone, Copy, Debug)]
pub struct ChannelSpec {
    name: &'static str,
    docs: &'static str,
    is_required: bool,
    content_types: &'static [&'static str],
    input_modes: &'static [InputMode],
    default_dir: Option<&'static str>,
    is_non_empty: bool,
}

impl ChannelSpec {
    /// Creates a row of the table.
    #[inline]
    pub(crate) const fn new(
        name: &'static str,
        docs: &'static str,
        is_required: bool,
        content_types: &'static [&'static str],
        input_modes: &'static [InputMode],
    ) -> Self {
        ChannelSpec {
            name,
            docs,
            is_required,
            content_types,
            input_modes,
            default_dir: None,
            is_non_empty: false,
        }
    }

    /// Adds a directory for use outside a job.
    #[inline]
    #[track_caller]
    pub(crate) const fn with_default(self, dir: &'static str) -> Self {
        assert!(
            !dir.is_empty(),
            "the default of a channel cannot be empty: `.` is the working directory"
        );
        ChannelSpec {
            default_dir: Some(dir),
            ..self
        }
    }

    /// Requires the channel to have a file.
    #[inline]
    pub(crate) const fn with_files(self) -> Self {
        ChannelSpec {
            is_non_empty: true,
            ..self
        }
    }

    /// Returns the channel's name.
    #[must_use]
    #[inline]
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// Returns the field's doc comment.
    #[must_use]
    #[inline]
    pub const fn docs(&self) -> &'static str {
        self.docs
    }

    /// Returns whether the job must have the channel.
    #[must_use]
    #[inline]
    pub const fn is_required(&self) -> bool {
        self.is_required
    }

    /// Returns the MIME types that the program takes; if the list is empty, it takes any.
    #[must_use]
    #[inline]
    pub const fn content_types(&self) -> &'static [&'static str] {
        self.content_types
    }

    /// Returns the input modes that the program takes; if the list is empty, it takes any.
    #[must_use]
    #[inline]
    pub const fn input_modes(&self) -> &'static [InputMode] {
        self.input_modes
    }

    /// Returns the directory to read outside a job if no source provides the channel:
    /// `#[sm(default = "…")]`.
    #[must_use]
    #[inline]
    pub const fn default_dir(&self) -> Option<&'static str> {
        self.default_dir
    }

    /// Returns whether the channel must have a file: `#[sm(non_empty)]`.
    #[must_use]
    #[inline]
    pub const fn is_non_empty(&self) -> bool {
        self.is_non_empty
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_channel_of_the_table_is_what_was_said_of_it() {
        let plain = ChannelSpec::new("train", "docs", true, &["text/csv"], &[]);
        assert_eq!((plain.default_dir(), plain.is_non_empty()), (None, false));
        let said = plain.with_default("data").with_files();
        assert_eq!(
            (said.default_dir(), said.is_non_empty()),
            (Some("data"), true)
        );
        assert_eq!(
            (said.name(), said.docs(), said.is_required()),
            ("train", "docs", true)
        );
        assert_eq!(
            (said.content_types(), said.input_modes()),
            (&["text/csv"][..], &[][..])
        );
    }
}
