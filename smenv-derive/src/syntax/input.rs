//! The parts of the struct or enum under a derive, which rustc has checked already.

use proc_macro2::{Delimiter, Group, Ident, TokenStream, TokenTree};
use quote::{ToTokens, quote};

use crate::syntax::nesting::{NestingTracker, split_at_commas};
use crate::syntax::tokens::{sign, visible};
use crate::syntax::types::Type;

pub(crate) struct Input {
    pub(crate) attributes: Vec<Attribute>,
    pub(crate) vis: TokenStream,
    pub(crate) ident: Ident,
    pub(crate) generics: Generics,
    pub(crate) data: InputData,
}

/// What kind of item it is, with its keyword.
pub(crate) enum InputData {
    Struct(Ident, InputFields),
    Enum(Ident, Vec<InputVariant>),
    Union(Ident),
}

pub(crate) enum InputFields {
    Named(Vec<InputField>),
    /// With their parentheses.
    Unnamed(Group),
    Unit,
}

pub(crate) struct InputField {
    pub(crate) attributes: Vec<Attribute>,
    pub(crate) ident: Ident,
    pub(crate) ty: Type,
}

pub(crate) struct InputVariant {
    pub(crate) attributes: Vec<Attribute>,
    pub(crate) ident: Ident,
    /// Its fields, in parentheses or braces.
    pub(crate) fields: Option<Group>,
}

/// `#[name …]`.
pub(crate) struct Attribute {
    tokens: TokenStream,
    name: String,
    pub(crate) body: AttributeBody,
}

/// What follows the name of an attribute.
pub(crate) enum AttributeBody {
    Nothing,
    /// What is inside the parentheses.
    List(TokenStream),
    /// What follows `=`.
    Value(TokenStream),
}

/// The parameters of a type, in the forms in which an impl has them.
#[derive(Default)]
pub(crate) struct Generics {
    /// As the user wrote them.
    tokens: TokenStream,
    /// Without their defaults.
    pub(crate) of_impl: TokenStream,
    /// Only their names.
    pub(crate) of_type: TokenStream,
    pub(crate) where_clause: TokenStream,
}

impl Input {
    /// Reads a struct, an enum or a union; `None` if the tokens are something else, which rustc
    /// never passes to a derive.
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
        // The body comes last: the `where` clause may have braces too. A struct without a body ends
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
                    Some(fields) => InputFields::Unnamed(fields),
                    None if sign(last) == ';' => InputFields::Unit,
                    None => InputFields::Named(
                        split_at_commas(body, NestingTracker::a_type)
                            .into_iter()
                            .filter_map(field)
                            .collect(),
                    ),
                };
                InputData::Struct(keyword, fields)
            }
            "enum" => {
                let variants = split_at_commas(body, NestingTracker::expression);
                InputData::Enum(keyword, variants.into_iter().filter_map(variant).collect())
            }
            "union" => InputData::Union(keyword),
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

    /// Returns the lints that the user allows on the struct and its fields, such as `deprecated`:
    /// the generated code names the same types. If the crate forbids a lint, rustc accepts no other
    /// `allow` of it.
    pub(crate) fn allowed(&self) -> TokenStream {
        let fields = match &self.data {
            InputData::Struct(_, InputFields::Named(fields)) => &fields[..],
            _ => &[],
        };
        let attributes = self
            .attributes
            .iter()
            .chain(fields.iter().flat_map(|field| &field.attributes));
        let lists = attributes.filter_map(|attribute| match &attribute.body {
            AttributeBody::List(list) if attribute.is("allow") || attribute.is("expect") => {
                Some(list)
            }
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
    pub(crate) fn is_empty(&self) -> bool {
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
        for parameter in split_at_commas(inside.to_vec(), NestingTracker::a_type) {
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

/// Takes the attributes that come next.
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
        let body = match inside.get(1..) {
            Some([TokenTree::Group(list)]) => AttributeBody::List(list.stream()),
            Some([equals, value @ ..]) if sign(equals) == '=' => AttributeBody::Value(list(value)),
            _ => AttributeBody::Nothing,
        };
        attributes.push(Attribute {
            tokens: quote!(#hash #group),
            name,
            body,
        });
    }
    attributes
}

/// Takes a visibility, if one comes next.
fn visibility(rest: &mut &[TokenTree]) -> TokenStream {
    let length = match *rest {
        [TokenTree::Ident(word), TokenTree::Group(group), ..]
            if word == "pub" && group.delimiter() == Delimiter::Parenthesis =>
        {
            2
        }
        [TokenTree::Ident(word), ..] if word == "pub" => 1,
        // A fragment of a `macro_rules!`, which may be empty.
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

/// Takes the generic parameters of a type, from `<` to `>`.
fn parameters<'t>(rest: &mut &'t [TokenTree]) -> &'t [TokenTree] {
    if rest.first().is_none_or(|first| sign(first) != '<') {
        return &[];
    }
    let mut nesting = NestingTracker::a_type();
    let length = rest.iter().take_while(|token| {
        nesting.take(token);
        !nesting.is_outside()
    });
    let (parameters, after) = rest.split_at((length.count() + 1).min(rest.len()));
    *rest = after;
    parameters
}

/// Returns a parameter up to its `=`.
fn without_default(parameter: &[TokenTree]) -> TokenStream {
    let mut nesting = NestingTracker::a_type();
    let end = parameter.iter().position(|token| {
        let is_default = sign(token) == '=' && nesting.is_outside();
        nesting.take(token);
        is_default
    });
    parameter[..end.unwrap_or(parameter.len())]
        .iter()
        .cloned()
        .collect()
}

/// Returns `'a` of `'a: 'b`, `T` of `T: Trait`, and `N` of `const N: usize`.
fn parameter_name(parameter: &[TokenTree]) -> TokenStream {
    let name = match parameter {
        [quote, name, ..] if sign(quote) == '\'' => vec![quote.clone(), name.clone()],
        [TokenTree::Ident(word), name, ..] if word == "const" => vec![name.clone()],
        _ => parameter.iter().take(1).cloned().collect(),
    };
    name.into_iter().collect()
}

fn field(tokens: Vec<TokenTree>) -> Option<InputField> {
    let mut rest = &tokens[..];
    let attributes = attributes(&mut rest);
    visibility(&mut rest);
    let ident = ident(&mut rest)?;
    let (colon, ty) = rest.split_first()?;
    (sign(colon) == ':').then(|| InputField {
        attributes,
        ident,
        ty: Type::of(ty.iter().cloned()),
    })
}

fn variant(tokens: Vec<TokenTree>) -> Option<InputVariant> {
    let mut rest = &tokens[..];
    let attributes = attributes(&mut rest);
    // rustc accepts only an empty one, which is a fragment of a `macro_rules!`.
    visibility(&mut rest);
    let ident = ident(&mut rest)?;
    let fields = match rest.first() {
        Some(TokenTree::Group(fields)) => Some(fields.clone()),
        _ => None,
    };
    Some(InputVariant {
        attributes,
        ident,
        fields,
    })
}
