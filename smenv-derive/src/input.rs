//! Stage zero: the parts of the struct or enum that a derive is on, which rustc has checked
//! already.

use proc_macro2::{Delimiter, Group, Ident, TokenStream, TokenTree};
use quote::{ToTokens, quote};

use crate::tokens::{Follow, cut_at_commas, sign, visible};
use crate::types::Type;

pub(crate) struct Input {
    pub(crate) attributes: Vec<Attribute>,
    pub(crate) vis: TokenStream,
    pub(crate) ident: Ident,
    pub(crate) generics: Generics,
    pub(crate) data: Data,
}

/// With the keyword that says what it is.
pub(crate) enum Data {
    Struct(Ident, Fields),
    Enum(Ident, Vec<Variant>),
    Union(Ident),
}

pub(crate) enum Fields {
    Named(Vec<Field>),
    /// In their parentheses.
    Unnamed(Group),
    Unit,
}

pub(crate) struct Field {
    pub(crate) attributes: Vec<Attribute>,
    pub(crate) ident: Ident,
    pub(crate) ty: Type,
}

pub(crate) struct Variant {
    pub(crate) attributes: Vec<Attribute>,
    pub(crate) ident: Ident,
    /// Its fields, in parentheses or braces.
    pub(crate) fields: Option<Group>,
}

/// `#[name …]`.
pub(crate) struct Attribute {
    tokens: TokenStream,
    name: String,
    pub(crate) rest: Rest,
}

/// What follows an attribute's name.
pub(crate) enum Rest {
    Nothing,
    /// What is in parentheses.
    List(TokenStream),
    /// What is behind `=`.
    Value(TokenStream),
}

/// The parameters of a type, in the forms in which an impl has them.
#[derive(Default)]
pub(crate) struct Generics {
    /// As they are written.
    tokens: TokenStream,
    /// Without their defaults.
    pub(crate) of_impl: TokenStream,
    /// Their names alone.
    pub(crate) of_type: TokenStream,
    pub(crate) where_clause: TokenStream,
}

impl Input {
    /// The struct, enum or union in `tokens`; `None` where they are something else, which rustc
    /// gives to no derive.
    pub(crate) fn read(tokens: TokenStream) -> Option<Self> {
        let tokens = visible(tokens);
        let mut rest = &tokens[..];
        let attributes = attributes(&mut rest);
        let vis = visibility(&mut rest);
        let keyword = ident(&mut rest)?;
        let name = ident(&mut rest)?;
        let parameters = parameters(&mut rest);
        // A tuple struct has its fields before its `where`.
        let unnamed = match rest {
            [TokenTree::Group(fields), after @ ..]
                if fields.delimiter() == Delimiter::Parenthesis =>
            {
                rest = after;
                Some(fields.clone())
            }
            _ => None,
        };
        // The body is what is last; other braces may be in the `where`. A struct without one ends
        // with `;`.
        let (last, where_clause) = rest.split_last()?;
        let where_clause = where_clause.iter().cloned().collect();
        let body = match last {
            TokenTree::Group(body) => body.stream().into_iter().collect(),
            _ => Vec::new(),
        };
        let data = match keyword.to_string().as_str() {
            "struct" => {
                let fields = match unnamed {
                    Some(fields) => Fields::Unnamed(fields),
                    None if sign(last) == ';' => Fields::Unit,
                    None => Fields::Named(
                        cut_at_commas(body, Follow::a_type)
                            .into_iter()
                            .filter_map(field)
                            .collect(),
                    ),
                };
                Data::Struct(keyword, fields)
            }
            "enum" => {
                let variants = cut_at_commas(body, Follow::expression);
                Data::Enum(keyword, variants.into_iter().filter_map(variant).collect())
            }
            "union" => Data::Union(keyword),
            _ => return None,
        };
        Some(Input {
            attributes,
            vis,
            ident: name,
            generics: Generics::of(parameters, where_clause),
            data,
        })
    }

    /// The lints that the user allows on the struct and its fields, such as that a type is
    /// deprecated: the code that is made of them has those types too. rustc accepts no other
    /// `allow` where the crate forbids a lint.
    pub(crate) fn allowed(&self) -> TokenStream {
        let fields = match &self.data {
            Data::Struct(_, Fields::Named(fields)) => &fields[..],
            _ => &[],
        };
        let attributes = self
            .attributes
            .iter()
            .chain(fields.iter().flat_map(|field| &field.attributes));
        let lists = attributes.filter_map(|attribute| match &attribute.rest {
            Rest::List(list) if attribute.is("allow") || attribute.is("expect") => Some(list),
            _ => None,
        });
        lists.map(|list| quote!(#[allow(#list)])).collect()
    }
}

impl Attribute {
    pub(crate) fn is(&self, name: &str) -> bool {
        self.name == name
    }
}

impl ToTokens for Attribute {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        tokens.extend(self.tokens.clone());
    }
}

impl Generics {
    pub(crate) fn are_none(&self) -> bool {
        self.of_type.is_empty()
    }

    fn of(parameters: &[TokenTree], where_clause: TokenStream) -> Self {
        let [open, inside @ .., close] = parameters else {
            return Generics {
                where_clause,
                ..Generics::default()
            };
        };
        let (mut of_impl, mut of_type) = (Vec::new(), Vec::new());
        for parameter in cut_at_commas(inside.to_vec(), Follow::a_type) {
            let mut rest = &parameter[..];
            attributes(&mut rest);
            of_impl.push(without_default(rest));
            of_type.push(parameter_name(rest));
        }
        let is_empty = of_type.is_empty();
        let list = |list: Vec<TokenStream>| {
            if is_empty {
                TokenStream::new()
            } else {
                quote!(#open #(#list),* #close)
            }
        };
        Generics {
            tokens: parameters.iter().cloned().collect(),
            of_impl: list(of_impl),
            of_type: list(of_type),
            where_clause,
        }
    }
}

impl ToTokens for Generics {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        tokens.extend(self.tokens.clone());
    }
}

/// Takes the attributes that are next.
fn attributes(rest: &mut &[TokenTree]) -> Vec<Attribute> {
    let mut attributes = Vec::new();
    while let [hash, TokenTree::Group(group), after @ ..] = *rest {
        if sign(hash) != '#' || group.delimiter() != Delimiter::Bracket {
            break;
        }
        *rest = after;
        let inside = visible(group.stream());
        let name = match inside.first() {
            Some(TokenTree::Ident(name)) => name.to_string(),
            _ => String::new(),
        };
        let list = |tokens: &[TokenTree]| tokens.iter().cloned().collect();
        let rest = match inside.get(1..) {
            Some([TokenTree::Group(list)]) => Rest::List(list.stream()),
            Some([equals, value @ ..]) if sign(equals) == '=' => Rest::Value(list(value)),
            _ => Rest::Nothing,
        };
        attributes.push(Attribute {
            tokens: quote!(#hash #group),
            name,
            rest,
        });
    }
    attributes
}

/// Takes a visibility, if one is next.
fn visibility(rest: &mut &[TokenTree]) -> TokenStream {
    let length = match *rest {
        [TokenTree::Ident(word), TokenTree::Group(group), ..]
            if word == "pub" && group.delimiter() == Delimiter::Parenthesis =>
        {
            2
        }
        [TokenTree::Ident(word), ..] if word == "pub" => 1,
        // What a `macro_rules!` hands over, which may be nothing.
        [TokenTree::Group(group), ..] if group.delimiter() == Delimiter::None => {
            let inside = visible(group.stream());
            let is_vis = inside
                .first()
                .is_none_or(|first| matches!(first, TokenTree::Ident(word) if word == "pub"));
            usize::from(is_vis)
        }
        _ => 0,
    };
    let (vis, after) = rest.split_at(length);
    *rest = after;
    vis.iter().cloned().collect()
}

fn ident(rest: &mut &[TokenTree]) -> Option<Ident> {
    let (first, after) = rest.split_first()?;
    *rest = after;
    match first {
        TokenTree::Ident(ident) => Some(ident.clone()),
        TokenTree::Group(group) if group.delimiter() == Delimiter::None => {
            ident(&mut &visible(group.stream())[..])
        }
        _ => None,
    }
}

/// Takes the parameters of a type, from `<` to `>`.
fn parameters<'t>(rest: &mut &'t [TokenTree]) -> &'t [TokenTree] {
    if rest.first().is_none_or(|first| sign(first) != '<') {
        return &[];
    }
    let mut follow = Follow::a_type();
    let length = rest.iter().take_while(|token| {
        follow.take(token);
        !follow.is_outside()
    });
    let (parameters, after) = rest.split_at((length.count() + 1).min(rest.len()));
    *rest = after;
    parameters
}

/// A parameter up to its `=`.
fn without_default(parameter: &[TokenTree]) -> TokenStream {
    let mut follow = Follow::a_type();
    let end = parameter.iter().position(|token| {
        let is_default = sign(token) == '=' && follow.is_outside();
        follow.take(token);
        is_default
    });
    parameter[..end.unwrap_or(parameter.len())]
        .iter()
        .cloned()
        .collect()
}

/// `'a` of `'a: 'b`, `T` of `T: Trait`, and `N` of `const N: usize`.
fn parameter_name(parameter: &[TokenTree]) -> TokenStream {
    let name = match parameter {
        [quote, name, ..] if sign(quote) == '\'' => vec![quote.clone(), name.clone()],
        [TokenTree::Ident(word), name, ..] if word == "const" => vec![name.clone()],
        _ => parameter.iter().take(1).cloned().collect(),
    };
    name.into_iter().collect()
}

fn field(tokens: Vec<TokenTree>) -> Option<Field> {
    let mut rest = &tokens[..];
    let attributes = attributes(&mut rest);
    visibility(&mut rest);
    let ident = ident(&mut rest)?;
    let (colon, ty) = rest.split_first()?;
    (sign(colon) == ':').then(|| Field {
        attributes,
        ident,
        ty: Type::of(ty.iter().cloned()),
    })
}

fn variant(tokens: Vec<TokenTree>) -> Option<Variant> {
    let mut rest = &tokens[..];
    let attributes = attributes(&mut rest);
    // An empty one, which a `macro_rules!` may hand over; rustc accepts no other.
    visibility(&mut rest);
    let ident = ident(&mut rest)?;
    let fields = match rest.first() {
        Some(TokenTree::Group(fields)) => Some(fields.clone()),
        _ => None,
    };
    Some(Variant {
        attributes,
        ident,
        fields,
    })
}
