//! How metrics are named, and how SageMaker finds them in the output of a program.

/// The beginning of a line that reports metrics.
pub const START: &str = "metrics:";

/// Returns the first character of a name that would make its metric ambiguous in a line: a blank, a
/// control character, `=` or `;`.
#[must_use]
pub fn unfit_for_name(name: &str) -> Option<char> {
    name.chars()
        .find(|c| c.is_whitespace() || c.is_control() || matches!(c, '=' | ';'))
}

/// Returns the part of a line that reports a metric.
#[must_use]
pub fn entry(name: &str, value: &str) -> String {
    format!(" {name}={value};")
}

/// Returns the regular expression that finds a metric in the lines of a job. It means the same to
/// Java and to Python, and its one group is the value. Since a name contains no blank, only the
/// metric itself is between a blank and `=`.
#[must_use]
pub fn regex(name: &str) -> String {
    const SPECIAL: &str = r"\^$.|?*+()[]{}";
    let mut regex = format!("{START}.* ");
    for character in name.chars() {
        if SPECIAL.contains(character) {
            regex.push('\\');
        }
        regex.push(character);
    }
    regex + "=([^;]+);"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_means_something_in_an_expression_is_escaped() {
        assert_eq!(regex("train:loss"), "metrics:.* train:loss=([^;]+);");
        assert_eq!(regex(r"a.b+(c)\"), r"metrics:.* a\.b\+\(c\)\\=([^;]+);");
    }

    #[test]
    fn a_name_that_would_end_early_is_unfit() {
        assert_eq!(unfit_for_name("val:top-1_accuracy/é"), None);
        assert_eq!(unfit_for_name("val loss"), Some(' '));
        assert_eq!(unfit_for_name("a=b;"), Some('='));
        assert_eq!(unfit_for_name("a\u{2028}"), Some('\u{2028}'));
    }
}
