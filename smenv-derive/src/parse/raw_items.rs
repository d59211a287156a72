//! The items of `#[sm(…)]` as an editor sees them: known or not, complete or not.

use proc_macro2::{Ident, TokenStream, TokenTree};

use crate::syntax::input::{Attribute, AttributeBody};
use crate::syntax::nesting::{NestingTracker, split_at_commas};
use crate::syntax::tokens::sign;

/// The first word of an item, and what follows its `=`.
pub(crate) struct RawItem {
    pub(crate) key: Ident,
    pub(crate) value: TokenStream,
}

/// Returns the items that begin with a word.
pub(crate) fn raw_items(attributes: &[Attribute]) -> Vec<RawItem> {
    let lists = attributes
        .iter()
        .filter_map(|attribute| match &attribute.body {
            AttributeBody::List(list) if attribute.is("sm") => Some(list.clone()),
            _ => None,
        });
    let items = lists
        .flat_map(|list| split_at_commas(list.into_iter().collect(), NestingTracker::expression));
    items.filter_map(raw_item).collect()
}

fn raw_item(item: Vec<TokenTree>) -> Option<RawItem> {
    let (TokenTree::Ident(key), rest) = item.split_first()? else {
        return None;
    };
    let value = match rest {
        [equals, value @ ..] if sign(equals) == '=' => value,
        _ => &[],
    };
    Some(RawItem {
        key: key.clone(),
        value: value.iter().cloned().collect(),
    })
}
