//! How a field of a struct of channels is read: what the derive calls.

use crate::channels::channel::{Channel, InputMode};
use crate::channels::reader::ChannelReader;
use crate::channels::spec::ChannelSpec;

/// A field of type `T`: its channel, and how the field holds it.
pub struct ChannelCodec<T> {
    channel: ChannelSpec,
    hold: fn(Option<Channel>) -> Option<T>,
}

impl<T> ChannelCodec<T> {
    /// Creates the field of the channel `name`.
    #[must_use]
    #[inline]
    pub const fn new(
        name: &'static str,
        docs: &'static str,
        content_types: &'static [&'static str],
        input_modes: &'static [InputMode],
    ) -> Self
    where
        T: ChannelField,
    {
        let channel = ChannelSpec::new(name, docs, T::IS_REQUIRED, content_types, input_modes);
        ChannelCodec {
            channel,
            hold: T::hold,
        }
    }

    /// Adds a directory to read outside a job.
    #[must_use]
    #[inline]
    #[track_caller]
    pub const fn or_default(self, dir: &'static str) -> Self {
        ChannelCodec {
            channel: self.channel.with_default(dir),
            hold: self.hold,
        }
    }

    /// Requires the channel to have a file.
    #[must_use]
    #[inline]
    pub const fn non_empty(self) -> Self {
        ChannelCodec {
            channel: self.channel.with_files(),
            hold: self.hold,
        }
    }

    /// Returns the field's row of the table.
    #[must_use]
    #[inline]
    pub const fn channel(&self) -> ChannelSpec {
        self.channel
    }

    /// Reads the field. Returns `None` after adding its problem to those of `reader`.
    #[inline]
    pub fn read(&self, reader: &mut ChannelReader) -> Option<T> {
        (self.hold)(reader.next()?)
    }
}

/// A type of field that can hold a channel.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot hold a channel",
    label = "neither `Channel` nor `Option<Channel>`",
    note = "write `smenv::Channel`, or `Option<smenv::Channel>` for an optional channel"
)]
pub trait ChannelField: Sized {
    /// Whether the job must have the channel.
    const IS_REQUIRED: bool;
    /// Creates the field from the channel, or from none.
    fn hold(channel: Option<Channel>) -> Option<Self>;
}

impl ChannelField for Channel {
    const IS_REQUIRED: bool = true;

    #[inline]
    fn hold(channel: Option<Channel>) -> Option<Self> {
        channel
    }
}

impl ChannelField for Option<Channel> {
    const IS_REQUIRED: bool = false;

    #[inline]
    fn hold(channel: Option<Channel>) -> Option<Self> {
        Some(channel)
    }
}
