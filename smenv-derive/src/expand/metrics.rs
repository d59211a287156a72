//! The impl of `SmMetrics`.
//!
//! ```text
//! const _: () = {
//!     const __SM_ROWS: &[MetricSpec] = &[MetricSpec::new("train:loss", "", Some(Objective::Minimize))];
//!     impl SmMetrics for Metrics {
//!         const SPEC: &'static MetricsSpec = &MetricsSpec::new("Metrics", "", __SM_ROWS);
//!         fn __write(&self, writer: &mut MetricWriter) {
//!             writer.metric("train:loss", &self.train_loss);
//!         }
//!     }
//! };
//! ```

use proc_macro2::{Ident, Span, TokenStream};
use quote::{format_ident, quote, quote_spanned};

use crate::expand::names::names_struct_of;
use crate::expand::option::option;
use crate::expand::schema::tracked;
use crate::model::metrics::{MetricModel, MetricsModel};
use crate::syntax::spans::{around, as_generated};

pub(crate) fn metrics(model: &MetricsModel, private: &TokenStream) -> TokenStream {
    let here = Span::mixed_site();
    let MetricsModel {
        vis,
        ident,
        docs,
        allowed,
        file,
        metrics,
    } = model;
    let file = file.as_ref().map(|file| tracked(&file.path));
    let (name, own) = (ident.to_string(), as_generated(ident));
    let rows = metrics.iter().map(row);
    let writes = metrics.iter().map(write);
    let unused = metrics
        .is_empty()
        .then(|| quote_spanned!(here=> let _ = &__writer;));
    let names: Vec<(&Ident, &str)> = metrics
        .iter()
        .map(|metric| (&metric.ident, metric.name.text.as_str()))
        .collect();
    let names_struct = names_struct_of("metrics", vis, ident, &names);
    quote_spanned! {here=>
        #allowed
        const _: () = {
            use #private as __smenv;

            #file
            const __SM_ROWS: &[__smenv::MetricSpec] = &[#(#rows),*];

            #[automatically_derived]
            impl __smenv::SmMetrics for #own {
                const SPEC: &'static __smenv::MetricsSpec =
                    &__smenv::MetricsSpec::new(#name, #docs, __SM_ROWS);

                fn __write(&self, __writer: &mut __smenv::MetricWriter) {
                    #unused
                    #(#writes)*
                }
            }

            #names_struct
        };
    }
}

/// `MetricSpec::new("train:loss", "", Some(Objective::Minimize))`
fn row(metric: &MetricModel) -> TokenStream {
    let (name, docs) = (&metric.name.text, &metric.docs);
    let objective = option(metric.objective.map(|objective| {
        let objective = format_ident!("{objective}");
        quote!(__smenv::Objective::#objective)
    }));
    quote!(__smenv::MetricSpec::new(#name, #docs, #objective))
}

/// `writer.metric::<f64>("train:loss", &self.train_loss);`
fn write(metric: &MetricModel) -> TokenStream {
    let (name, ident, ty) = (&metric.name.text, as_generated(&metric.ident), &metric.ty);
    let arguments = around(ty, quote!(<), &quote!(#ty), quote!(>));
    let here = Span::mixed_site();
    quote_spanned!(here=> __writer.metric::#arguments(#name, &self.#ident);)
}
