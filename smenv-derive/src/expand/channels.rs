//! The impl of `SmChannels`.
//!
//! ```text
//! const _: () = {
//!     const __SM_0: ChannelCodec<Channel> = ChannelCodec::new("train", "", &["text/csv"], &[]);
//!     const __SM_ROWS: &[ChannelSpec] = &[__SM_0.channel()];
//!     impl SmChannels for Data {
//!         const SPEC: &'static ChannelsSpec = &ChannelsSpec::new("Data", "", __SM_ROWS, false);
//!         fn __read(fields: &mut ChannelReader) -> Option<Self> {
//!             let __f0 = __SM_0.read(fields);
//!             Some(Self { train: __f0? })
//!         }
//!     }
//! };
//! ```

use proc_macro2::{Ident, Span, TokenStream};
use quote::{format_ident, quote, quote_spanned};

use crate::expand::check_at::assert_at;
use crate::expand::code::code;
use crate::expand::names::names_struct_of;
use crate::expand::range_constants::constant;
use crate::expand::schema::tracked;
use crate::expand::self_name::with_name_of_self;
use crate::model::channels::{ChannelModel, ChannelsModel};
use crate::model::schema_fields::ANEW;
use crate::model::specification_file::SpecificationFile;
use crate::model::specified_channels::{SpecifiedChannel, SpecifiedChannels};
use crate::syntax::spans::{as_generated, at, mixed_site_at};

pub(crate) fn channels(model: &ChannelsModel, private: &TokenStream) -> TokenStream {
    let here = Span::mixed_site();
    let ChannelsModel {
        vis,
        ident,
        docs,
        allowed,
        allow_unknown,
        file,
        channels,
    } = model;
    let file = file.as_ref().map(|file| {
        // A change to the file makes the compiler check it again.
        let tracked = tracked(&file.path);
        let checks = checks_of_file(file, channels);
        quote!(#tracked #checks)
    });
    let (name, own) = (ident.to_string(), as_generated(ident));
    let indices = 0..channels.len();
    let constants: Vec<Ident> = indices.clone().map(|at| constant("__SM", at)).collect();
    let definitions = channels.iter().zip(&constants);
    let definitions = definitions.map(|(channel, constant)| definition(channel, constant));
    let definitions = with_name_of_self(definitions.collect(), ident);
    let locals: Vec<Ident> = indices
        .map(|at| format_ident!("__f{at}", span = here))
        .collect();
    let fields = channels.iter().map(|channel| as_generated(&channel.ident));
    let unused = channels
        .is_empty()
        .then(|| quote_spanned!(here=> let _ = (&__fields,);));
    let names: Vec<(&Ident, &str)> = channels
        .iter()
        .map(|channel| (&channel.ident, channel.name.text.as_str()))
        .collect();
    let names_struct = names_struct_of("channels", vis, ident, &names);
    quote_spanned! {here=>
        #allowed
        const _: () = {
            use #private as __smenv;

            #definitions
            #file
            const __SM_ROWS: &[__smenv::ChannelSpec] = &[#(#constants.channel()),*];

            #[automatically_derived]
            impl __smenv::SmChannels for #own {
                const SPEC: &'static __smenv::ChannelsSpec =
                    &__smenv::ChannelsSpec::new(#name, #docs, __SM_ROWS, #allow_unknown);

                fn __read(__fields: &mut __smenv::ChannelReader) -> ::core::option::Option<Self> {
                    #unused
                    #(let #locals = #constants.read(__fields);)*
                    ::core::option::Option::Some(Self { #(#fields: #locals?),* })
                }
            }

            #names_struct
        };
    }
}

/// `const __SM_0: ChannelCodec<Channel> = …;`
fn definition(channel: &ChannelModel, constant: &Ident) -> TokenStream {
    let ChannelModel {
        ty,
        docs,
        name,
        content_types,
        input_modes,
        ..
    } = channel;
    let name = &name.text;
    let modes = input_modes
        .iter()
        .map(|mode| Ident::new(&mode.value(), mode.span()));
    let arguments =
        quote!(#name, #docs, &[#(#content_types),*], &[#(__smenv::InputMode::#modes),*]);
    let new = at(ty, quote!(__smenv::ChannelCodec::new(#arguments)));
    let default = channel.default.as_ref().map(|directory| {
        let code = code(directory);
        quote_spanned!(mixed_site_at(directory)=> .or_default(#code))
    });
    let non_empty = channel.is_non_empty.then(|| quote!(.non_empty()));
    quote!(const #constant: __smenv::ChannelCodec<#ty> = #new #default #non_empty;)
}

/// Returns the checks that a channel is required in both the struct and the specification, or in
/// neither: only the compiler knows the type.
fn checks_of_file(
    file: &SpecificationFile<SpecifiedChannels>,
    channels: &[ChannelModel],
) -> TokenStream {
    let path = file.literal.value();
    let specified = file.part.iter().flat_map(|part| &part.channels);
    let check = |specified: &SpecifiedChannel| {
        let is_required = specified.is_required?;
        let of_name = |channel: &ChannelModel| channel.name.text == specified.name;
        let at = channels.iter().position(of_name)?;
        let (here, there) = match is_required {
            true => ("optional", "required"),
            false => ("required", "optional"),
        };
        let message = format!(
            "the channel `{}` is {here} here, but {there} in {path:?}: {ANEW}",
            specified.name
        );
        let constant = constant("__SM", at);
        let is_same = match is_required {
            true => quote!(#constant.channel().is_required()),
            false => quote!(!#constant.channel().is_required()),
        };
        Some(assert_at(&channels[at].ident, is_same, &message))
    };
    specified.filter_map(check).collect()
}
