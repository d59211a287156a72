//! How a value with a line break is written, given that `CreateTrainingJob` rejects line breaks.

mod support;

use std::collections::BTreeMap;
use std::fmt;
use std::path::PathBuf;
use std::str::FromStr;

use serde_json::{Value, json};
use smenv::SmHyperparameters;
use support::filled::leaves;

#[derive(Clone, Debug)]
struct Lines(Vec<String>);

impl FromStr for Lines {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        Ok(Lines(text.lines().map(str::to_owned).collect()))
    }
}

impl fmt::Display for Lines {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.join("\n"))
    }
}

mod upper {
    pub(super) fn from_text(text: &str) -> Result<String, String> {
        Ok(text.to_lowercase())
    }

    pub(super) fn to_text(text: &str) -> String {
        text.to_uppercase()
    }
}

#[derive(Debug, SmHyperparameters)]
struct Hyperparameters {
    text: String,
    path: PathBuf,
    character: char,
    list: Vec<String>,
    map: BTreeMap<String, String>,
    #[sm(from_str)]
    lines: Lines,
    #[sm(with = upper)]
    with: String,
    #[sm(json)]
    json: Value,
    #[sm(json)]
    of_json: Vec<String>,
    #[sm(rest)]
    rest: BTreeMap<String, String>,
}

#[test]
fn every_line_break_leaves_as_an_escape() {
    for (line_break, escape) in [
        ('\n', "\\n"),
        ('\r', "\\r"),
        ('\u{85}', "\\u0085"),
        ('\u{2028}', "\\u2028"),
        ('\u{2029}', "\\u2029"),
    ] {
        let text = format!("a{line_break}b");
        let hp = Hyperparameters {
            text: text.clone(),
            path: text.clone().into(),
            character: line_break,
            list: vec![text.clone()],
            map: BTreeMap::from([(text.clone(), text.clone())]),
            lines: Lines(vec!["a".to_owned(), "b".to_owned()]),
            with: text.clone(),
            json: json!({ &text: [&text] }),
            of_json: vec![text.clone()],
            rest: BTreeMap::from([("other".to_owned(), text.clone())]),
        };
        leaves(
            &hp,
            &[
                ("text", &format!("\"a{escape}b\"")),
                ("path", &format!("\"a{escape}b\"")),
                ("character", &format!("\"{escape}\"")),
                ("list", &format!("[\"a{escape}b\"]")),
                ("map", &format!("{{\"a{escape}b\":\"a{escape}b\"}}")),
                ("lines", "\"a\\nb\""),
                ("with", &format!("\"A{escape}B\"")),
                ("json", &format!("{{\"a{escape}b\":[\"a{escape}b\"]}}")),
                ("of_json", &format!("[\"a{escape}b\"]")),
                ("other", &format!("\"a{escape}b\"")),
            ],
        );
    }
}
