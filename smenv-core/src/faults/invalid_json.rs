//! Explains why a text is not a JSON object: the fault, its position, and the remedy.
//!
//! Called only for invalid texts. No message quotes a value, because it may be secret.

use std::fmt;

use smenv_shared::json::scanner::{self, without_bom};
use smenv_shared::json::token::{ExpectedToken, Kind, SyntaxError, Token, Visitor};

use crate::faults::fault::Fault;
use crate::render::display::DisplayName;

/// Explains why `text`, the content of the variable or file `name`, is not a JSON object.
#[cold]
pub(crate) fn fault(broken: SyntaxError, text: &str, name: &str) -> Fault {
    if broken.expected == ExpectedToken::Object {
        return not_an_object(broken.at, text, name);
    }
    let Cause {
        at,
        what,
        expected,
        remedy,
    } = cause(broken, text);
    let nearby = Nearby::end_of(text.get(..at).unwrap_or_default());
    Fault::new(
        format!("invalid JSON at {}{nearby}: {what}", Position::of(at, text)),
        expected,
        remedy,
    )
}

/// Explains why `text` is not a JSON list or object, and the remedy; `None` if it is one.
#[cfg(feature = "serde")]
pub(crate) fn of_value(text: &str) -> Option<(String, &'static str)> {
    let Cause {
        at, what, remedy, ..
    } = cause(scanner::syntax_error(text)?, text);
    Some((
        format!("invalid JSON at {}: {what}", Position::of(at, text)),
        remedy,
    ))
}

/// Returns the first number in a JSON value that only Python writes: `NaN` or an infinity.
#[cfg(feature = "serde")]
pub(crate) fn number_of_python(text: &str) -> Option<&'static str> {
    struct PythonNumber(Option<&'static str>);
    impl Visitor for PythonNumber {
        fn scalar(&mut self, token: Token<'_>) {
            let names = ["NaN", "Infinity", "-Infinity"].into_iter();
            let name = names
                .filter(|_| token.kind == Kind::Number)
                .find(|name| *name == token.text);
            self.0 = self.0.or(name);
        }
    }
    let mut found = PythonNumber(None);
    scanner::walk(text, &mut found)?;
    found.0
}

/// Explains at which position, and in the value of which name, bytes are not UTF-8.
#[cold]
pub(crate) fn not_utf_8(bytes: &[u8]) -> Fault {
    let length = std::str::from_utf8(bytes)
        .err()
        .map_or(bytes.len(), |error| error.valid_up_to());
    let text = std::str::from_utf8(&bytes[..length]).unwrap_or_default();
    let (position, nearby) = (
        Position::of(length, text),
        Nearby::end_of(without_bom(text)),
    );
    Fault::new(
        format!(
            "it is not UTF-8 at {position} (byte {}){nearby}",
            length + 1
        ),
        "UTF-8",
        r"write it in UTF-8, or write the character as an escape such as `\u00e9`",
    )
}

/// A position in a text, for people.
struct Position {
    line: usize,
    column: usize,
}

impl Position {
    /// Returns the position of a byte. Lines and columns are counted from 1, columns in characters.
    fn of(byte: usize, text: &str) -> Self {
        let before = text.get(..byte).unwrap_or(text);
        let start_of_line = before.rfind('\n').map_or(0, |end| end + 1);
        Position {
            line: before.matches('\n').count() + 1,
            column: before[start_of_line..].chars().count() + 1,
        }
    }
}

impl fmt::Display for Position {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}, column {}", self.line, self.column)
    }
}

/// The name in an object that is nearest to a position. Displays as `, in the value of epochs`, or
/// as nothing if there is none.
#[derive(Default)]
struct Nearby {
    depth: usize,
    /// The name whose value has not ended.
    open: Option<String>,
    /// The last name whose value has ended.
    closed: Option<String>,
}

impl Nearby {
    /// Finds the name that is nearest to the end of `text`, which is the start of an object.
    fn end_of(text: &str) -> Self {
        let mut nearby = Nearby::default();
        let _ = scanner::walk(text, &mut nearby);
        nearby
    }

    fn value_ended(&mut self) {
        if self.depth == 1 {
            self.closed = self.open.take().or(self.closed.take());
        }
    }
}

impl Visitor for Nearby {
    fn open(&mut self, _: Kind) {
        self.depth += 1;
    }

    fn key(&mut self, key: Token<'_>) {
        if self.depth == 1 {
            self.open = key.decoded().ok().map(Into::into);
        }
    }

    fn scalar(&mut self, _: Token<'_>) {
        self.value_ended();
    }

    fn close(&mut self, _: Kind) {
        self.depth -= 1;
        self.value_ended();
    }
}

impl fmt::Display for Nearby {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (&self.open, &self.closed) {
            _ if self.depth == 0 => Ok(()),
            (Some(name), _) => write!(f, ", in the value of {}", DisplayName(name)),
            (None, Some(name)) => write!(f, ", after {}", DisplayName(name)),
            (None, None) => Ok(()),
        }
    }
}

/// The fault at a position of the text.
struct Cause {
    at: usize,
    what: &'static str,
    expected: &'static str,
    remedy: &'static str,
}

fn words(expected: ExpectedToken) -> &'static str {
    match expected {
        ExpectedToken::Object => "a JSON object",
        ExpectedToken::List => "a JSON list",
        ExpectedToken::Name => "a name in double quotes",
        ExpectedToken::Colon => "`:`",
        ExpectedToken::Value => "a JSON value",
        ExpectedToken::Digit => "a digit",
        ExpectedToken::CommaOr(Kind::List) => "`,` or `]`",
        ExpectedToken::CommaOr(_) => "`,` or `}`",
        ExpectedToken::ClosingQuote => "the closing `\"` of a string",
        ExpectedToken::Escape | ExpectedToken::EscapedControl => r"an escape such as `\n`",
        ExpectedToken::End => "the end of the text",
    }
}

const REMOVE_COMMA: &str = "remove the comma";

/// Common mistakes outside of strings: their beginnings, the fault, and the remedy.
const NOT_JSON: [(&[&str], &str, &str); 5] = [
    (
        &["//", "/*", "#"],
        "JSON has no comments",
        "remove the comment",
    ),
    (
        &["'"],
        "single quotes",
        "write double quotes, as Python's `json.dumps` does",
    ),
    (
        &["“", "”", "„", "‘", "’", "«", "»"],
        "typographic quotes",
        "write straight double quotes, `\"`",
    ),
    (
        &["\u{a0}", "\u{feff}", "\u{200b}", "\u{3000}"],
        "a no-break or invisible space",
        "write a plain space",
    ),
    (
        &["$"],
        "what looks like a variable that was not expanded",
        "write its value in double quotes",
    ),
];

/// Words of other languages: the word, the fault, and the remedy.
const WORDS: [(&str, &str, &str); 6] = [
    ("True", "Python's `True`", "write `true`"),
    ("False", "Python's `False`", "write `false`"),
    ("None", "Python's `None`", "write `null`"),
    ("undefined", "`undefined`", "write `null`"),
    ("nan", "`nan`", "write `NaN`"),
    ("inf", "`inf`", "write `Infinity`"),
];

fn cause(SyntaxError { at, expected }: SyntaxError, text: &str) -> Cause {
    let (before, rest) = text.split_at_checked(at).unwrap_or((text, ""));
    let here = |what, remedy| Cause {
        at,
        what,
        expected: words(expected),
        remedy,
    };
    if rest.trim().is_empty()
        || expected == ExpectedToken::Value && is_start_of_word(rest.trim_end())
    {
        return here(
            "the text ends too early (cut off?)",
            "write the rest of it, up to the closing `}`",
        );
    }
    match expected {
        ExpectedToken::EscapedControl if rest.starts_with(['\n', '\r']) => {
            return here(
                "a line break in a string",
                r#"close the string with `"`, or write `\n` for the line break"#,
            );
        }
        ExpectedToken::EscapedControl => {
            return here(
                "a control character in a string",
                r"write it as an escape, such as `\t` for a tab",
            );
        }
        ExpectedToken::Escape => {
            return here(
                "an invalid escape in a string",
                r"write `\\` for a backslash",
            );
        }
        _ => {}
    }
    let begins_with = |beginnings: &&[&str]| {
        beginnings
            .iter()
            .any(|beginning| rest.starts_with(beginning))
    };
    if let Some((_, what, remedy)) = NOT_JSON
        .iter()
        .find(|(beginnings, _, _)| begins_with(beginnings))
    {
        return here(what, remedy);
    }

    let trimmed = before.trim_end_matches([' ', '\t', '\r', '\n']);
    let is_joined = trimmed.len() == before.len();
    let last = trimmed.chars().next_back();
    let next = rest.chars().next();
    let word = &rest[..rest
        .find(|c: char| !c.is_alphanumeric() && c != '_')
        .unwrap_or(rest.len())];
    match (expected, last, next) {
        (ExpectedToken::Name | ExpectedToken::Value, Some(','), Some('}' | ']')) => Cause {
            at: trimmed.len() - 1,
            what: "trailing comma",
            expected: if next == Some('}') { "`}`" } else { "`]`" },
            remedy: REMOVE_COMMA,
        },
        (ExpectedToken::Name | ExpectedToken::Value, Some(',' | '[' | '{'), Some(',')) => {
            here("extra comma", REMOVE_COMMA)
        }
        (ExpectedToken::Name, _, _) => here(
            "a name without double quotes",
            "write the name in double quotes",
        ),
        (ExpectedToken::Value, _, Some(',' | '}' | ']')) => {
            here("missing value", "write the value, or `null`")
        }
        (ExpectedToken::Value, _, Some('.' | '+' | '0'..='9')) | (ExpectedToken::Digit, _, _) => {
            here(
                "an invalid number",
                "write it as JSON does, such as `0.5`, or in double quotes",
            )
        }
        (ExpectedToken::Value, _, _) => match WORDS.iter().find(|(known, _, _)| *known == word) {
            Some((_, what, remedy)) => here(what, remedy),
            None => here(
                "a text without double quotes",
                "write the text in double quotes",
            ),
        },
        (ExpectedToken::CommaOr(_) | ExpectedToken::Colon, Some('"'), Some(c))
            if is_joined && !is_structure(c) && c != '=' =>
        {
            here(
                "text after the end of a string",
                r#"check the quotes, and write `\"` for one inside a string"#,
            )
        }
        (ExpectedToken::Colon, _, _) => here(
            "missing `:` after a name",
            "write `:` between the name and its value",
        ),
        (ExpectedToken::CommaOr(_), Some(last), Some(c))
            if is_joined && last.is_alphanumeric() && !is_structure(c) =>
        {
            let start = trimmed
                .rfind(|c: char| c.is_whitespace() || is_structure(c))
                .map_or(0, |before| before + 1);
            Cause {
                at: start,
                ..here(
                    "an invalid number or word",
                    "write the value in double quotes",
                )
            }
        }
        (ExpectedToken::CommaOr(Kind::List), _, Some('}')) => {
            here("a list that is not closed", "write `]` before this `}`")
        }
        (ExpectedToken::CommaOr(_), _, Some(']')) => {
            here("an object that is not closed", "write `}` before this `]`")
        }
        (ExpectedToken::CommaOr(_), _, Some(':')) => here(
            "an unexpected `:`",
            "write `,` before each name except the first",
        ),
        (ExpectedToken::CommaOr(_), _, Some(';')) => here("a semicolon", "write a comma"),
        (ExpectedToken::CommaOr(_), _, _) => here("missing comma", "write `,` before this"),
        (ExpectedToken::End, _, Some('{')) => {
            here("a second object", "write one object with all names")
        }
        (ExpectedToken::End, _, Some('}' | ']')) => {
            here("extra closing bracket", "remove the bracket")
        }
        _ => here(
            "text after the object",
            "remove what follows the closing `}`",
        ),
    }
}

fn is_structure(character: char) -> bool {
    matches!(character, ',' | ':' | ';' | '[' | ']' | '{' | '}' | '"')
}

fn is_start_of_word(text: &str) -> bool {
    ["true", "false", "null", "NaN", "Infinity", "-Infinity"]
        .iter()
        .any(|word| word.starts_with(text))
}

/// Explains what a text is if it does not start with `{`.
fn not_an_object(at: usize, text: &str, name: &str) -> Fault {
    let example = format!("write names and values such as `{}`", example(name));
    let fault = |reason: &'static str, remedy: String| Fault::new(reason, "a JSON object", remedy);
    let position = Position::of(at, text);
    let invalid = |what: &str, remedy: String| {
        Fault::new(
            format!("invalid JSON at {position}: {what}"),
            "a JSON object",
            remedy,
        )
    };
    let start = text.trim();
    if start.is_empty() {
        let reason = if text.is_empty() {
            "it is empty"
        } else {
            "it is blank"
        };
        return fault(reason, format!("{example}, or `{{}}` if there are none"));
    }
    if let Some(token) = scanner::parse(start) {
        let reason = match token.kind {
            Kind::Text | Kind::Escaped => {
                if token
                    .decoded()
                    .is_ok_and(|content| content.trim_start().starts_with('{'))
                {
                    let remedy = "remove the quotes around the object and the backslashes in it";
                    return fault(
                        "it is a JSON string that contains an object",
                        remedy.to_owned(),
                    );
                }
                "it is a JSON string"
            }
            Kind::Number => "it is a JSON number",
            Kind::Bool => "it is a JSON boolean",
            Kind::Null => "it is null",
            Kind::List | Kind::Object => "it is a JSON list",
        };
        return fault(reason, example);
    }
    let lower = start.get(..64).unwrap_or(start).to_ascii_lowercase();
    let first_line = start.lines().next().unwrap_or_default().trim_end();
    let after_name = after_name(first_line.strip_prefix("export ").unwrap_or(first_line));
    let what = match start {
        _ if ["<!doctype html", "<html", "<head", "<body"]
            .iter()
            .any(|tag| lower.starts_with(tag)) =>
        {
            "this is HTML (an error page?)"
        }
        _ if lower.starts_with('<') => "this is XML (an error response?)",
        _ if ["//", "/*", "#"]
            .iter()
            .any(|comment| start.starts_with(comment)) =>
        {
            return invalid("JSON has no comments", "remove the comment".to_owned());
        }
        _ if start.starts_with(['\'', '"', '`', '“', '‘']) && start.chars().nth(1) == Some('{') =>
        {
            return invalid(
                "the object is in quotes",
                "remove the quotes around it".to_owned(),
            );
        }
        _ if start.starts_with('"') => {
            let remedy = "write `{` before the first name and `}` after the last value";
            return invalid("the opening `{` is missing", remedy.to_owned());
        }
        _ if looks_like_a_path(start) => {
            return invalid(
                "this looks like the path of a file",
                "write the content of the file".to_owned(),
            );
        }
        _ if start.starts_with('$') => "this looks like a variable that was not expanded",
        _ if start.starts_with("---") || after_name.starts_with(':') => "this looks like YAML",
        _ if after_name.starts_with('=') => "this looks like lines of `name=value`",
        _ if start.starts_with('[') => "a list",
        _ => "this does not start with `{`",
    };
    invalid(what, example)
}

/// Returns what follows the name that a line begins with.
fn after_name(line: &str) -> &str {
    line.trim_start_matches(|c: char| c.is_alphanumeric() || "-_.".contains(c))
        .trim_start()
}

fn looks_like_a_path(text: &str) -> bool {
    !text.contains(char::is_whitespace)
        && (text.starts_with('/')
            || text.starts_with("./")
            || text.contains("://")
            || text.ends_with(".json"))
}

/// Returns an example of the object in the variable or file of this name.
fn example(name: &str) -> &'static str {
    match name {
        "SM_RESOURCE_CONFIG" | "resourceconfig.json" => {
            r#"{"current_host": "algo-1", "hosts": ["algo-1"]}"#
        }
        "SM_INPUT_DATA_CONFIG" | "SM_TRAINING_ENV" | "inputdataconfig.json" => {
            r#"{"train": {"TrainingInputMode": "File"}}"#
        }
        "checkpointconfig.json" => r#"{"LocalPath": "/opt/ml/checkpoints"}"#,
        _ => r#"{"epochs": "10"}"#,
    }
}
