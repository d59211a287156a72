//! The table of a struct of channels: what a program takes.
use crate::channels::channel::InputMode;

/// The table of a struct's channels: [`SmChannels::SPEC`](crate::SmChannels::SPEC).
#[derive(Clone, Copy, Debug)]
pub struct ChannelsSpec {
    name: &'static str,
    docs: &'static str,
    channels: &'static [ChannelSpec],
    allow_unknown: bool,
}

impl ChannelsSpec {
    /// A table of these channels.
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

    /// The struct's name.
    #[must_use]
    #[inline]
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// The struct's doc comment.
    #[must_use]
    #[inline]
    pub const fn docs(&self) -> &'static str {
        self.docs
    }

    /// The channels, in the order of the fields.
    #[must_use]
    #[inline]
    pub const fn channels(&self) -> &'static [ChannelSpec] {
        self.channels
    }

    /// Whether a channel that no field has is no problem.
    #[must_use]
    #[inline]
    pub const fn allows_unknown(&self) -> bool {
        self.allow_unknown
    }
}

/// A channel of the table.
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
    /// A row of the table.
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

    /// With a directory for where there is no job.
    #[inline]
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

    /// One that must have a file.
    #[inline]
    pub(crate) const fn with_files(self) -> Self {
        ChannelSpec {
            is_non_empty: true,
            ..self
        }
    }

    /// The channel's name.
    #[must_use]
    #[inline]
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// The doc comment.
    #[must_use]
    #[inline]
    pub const fn docs(&self) -> &'static str {
        self.docs
    }

    /// Whether the job must have it.
    #[must_use]
    #[inline]
    pub const fn is_required(&self) -> bool {
        self.is_required
    }

    /// The types of content that the program takes; any where there are none.
    #[must_use]
    #[inline]
    pub const fn content_types(&self) -> &'static [&'static str] {
        self.content_types
    }

    /// The input modes that the program takes; any where there are none.
    #[must_use]
    #[inline]
    pub const fn input_modes(&self) -> &'static [InputMode] {
        self.input_modes
    }

    /// The directory to read outside a job, where nothing gives the channel.
    #[must_use]
    #[inline]
    pub const fn default_dir(&self) -> Option<&'static str> {
        self.default_dir
    }

    /// Whether the channel must have a file, `#[sm(non_empty)]`.
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
