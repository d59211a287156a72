//! Detects texts that may contain a secret: a value after the name of a secret, in any syntax, or
//! the login in a URL.

use std::borrow::Cow;
use std::collections::HashSet;

use smenv_shared::limits::MAX_NAME_LENGTH;
use smenv_shared::names::words;
use smenv_shared::secret_names::{is_issuer, looks_secret};

/// The text in place of a secret.
pub(crate) const HIDDEN: &str = "******";

/// Returns whether a text may contain a secret, judging by the names in it.
pub(crate) fn may_contain_secret(text: &str) -> bool {
    may_hold(text, "", &looks_secret)
}

/// Returns whether a text given for the name `outer` may contain a secret. `is_secret` recognizes
/// the names of secrets.
///
/// In JSON, Python's `repr`, `a=b,c=d`, options, the query of a URL, headers and XML alike, a name
/// precedes its value, and a character between the two cannot be part of a name.
pub(crate) fn may_hold(text: &str, outer: &str, is_secret: &dyn Fn(&str) -> bool) -> bool {
    let text = &*without_escapes(text);
    if text.contains("PRIVATE KEY-----") || has_login(text) {
        return true;
    }
    // The name of the enclosing object, and the previous name or word.
    let (mut object, mut previous) = (outer, "");
    let mut end_of_previous = 0;
    // Long texts repeat the same names.
    let (mut assigned_before, mut seen) = (HashSet::new(), HashSet::new());
    let mut from = 0;
    while let Some(found) = text[from..].find(is_of_name) {
        let start = from + found;
        let end = text[start..]
            .find(|c| !is_of_name(c))
            .map_or(text.len(), |length| start + length);
        let (before, rest) = (&text[..start], &text[end..]);
        let name = text[start..end].trim_matches(|c: char| !c.is_alphanumeric());
        let is_adjacent = matches!(&text[end_of_previous..start], " " | ":");
        let outers = [object, if is_adjacent { previous } else { "" }];
        let spelt = &text[start..end];
        let assigned = value_after(spelt, before, rest);
        let is_of_secret = match assigned {
            Some(_) => {
                assigned_before.insert((spelt, outers))
                    && (is_name_of_secret(name, &outers, is_secret) || is_glued(spelt, is_secret))
            }
            // After most names of secrets, anything may be the value. `token` is also a common
            // word.
            None => {
                let has_more = rest.contains(char::is_alphanumeric);
                has_more
                    && seen.insert(name)
                    && is_name_of_secret(name, &[], is_secret)
                    && is_not_a_common_word(name)
            }
        };
        if is_of_secret {
            return true;
        }
        if let Some(value) = assigned {
            // The signature of a presigned URL grants access.
            if before.ends_with(['?', '&'])
                && matches!(name, "sig" | "signature" | "X-Amz-Signature")
            {
                return true;
            }
            if value.starts_with('{') {
                object = name;
            }
        }
        (previous, end_of_previous, from) = (name, end, end);
    }
    false
}

/// Returns whether a name is that of a secret: the whole name, its last part (`wandb.pin`), or the
/// name combined with that of its issuer, as in `{"wandb": {"key": …}}`.
fn is_name_of_secret(name: &str, outers: &[&str], is_secret: &dyn Fn(&str) -> bool) -> bool {
    if name.len() > MAX_NAME_LENGTH || !name.contains(char::is_alphabetic) {
        return false;
    }
    let of_issuer = |outer: &&str| {
        outer.len() <= MAX_NAME_LENGTH
            && words(outer).last().is_some_and(|last| is_issuer(last))
            && looks_secret(&format!("{outer}_{name}"))
    };
    // `door code` of `door_code`.
    let with_word = |outer: &&str| {
        let joined = format!("{outer}_{name}");
        outer.len() <= MAX_NAME_LENGTH && !looks_secret(&joined) && is_secret(&joined)
    };
    let parts = || {
        name.split(['.', '/'])
            .filter(|part| part.len() < name.len())
    };
    is_secret(name)
        || parts().any(is_secret)
        || outers
            .iter()
            .any(|outer| of_issuer(outer) || with_word(outer))
}

/// Returns whether it is an option of one letter joined to the name of a secret: `-Dpin`.
fn is_glued(option: &str, is_secret: &dyn Fn(&str) -> bool) -> bool {
    let name = option
        .strip_prefix('-')
        .filter(|name| !name.starts_with('-'));
    name.and_then(|name| name.get(1..))
        .is_some_and(|name| is_name_of_secret(name, &[], is_secret))
}

/// Returns whether the name of a secret is more than a common word such as `token` or `session`.
fn is_not_a_common_word(name: &str) -> bool {
    let is_secret_in_any_name = || looks_secret(&format!("{name}_of"));
    !looks_secret(name) || words(name).len() > 1 || is_secret_in_any_name()
}

/// Returns the text from the value of a name on; `None` if it is not a name with a value.
fn value_after<'t>(name: &str, before: &str, rest: &'t str) -> Option<&'t str> {
    let is_around = |c: char| c.is_whitespace() || is_quote(c);
    let after = rest.trim_start_matches(|c: char| is_around(c) || matches!(c, ')' | ']'));
    let is_quoted = rest.trim_start_matches('\\').starts_with(is_quote);
    let has_blank = rest.starts_with(char::is_whitespace);
    let is_option = name.starts_with('-') && (has_blank || is_quoted);
    // `("api_key", "x")`, `{"name": "api_key", "value": "x"}`
    let is_first = || {
        before
            .trim_end_matches(is_around)
            .ends_with(['[', '(', ':', '='])
    };
    let is_listed = is_quoted && after.starts_with(',') && is_first();
    let is_scheme = name.eq_ignore_ascii_case("bearer") && has_blank;
    let is_assigned = after.starts_with(['=', ':', '>', '：', '＝']) || after.starts_with("->");
    if !is_assigned && !is_option && !is_listed && !is_scheme {
        return None;
    }
    let value = after.trim_start_matches(|c: char| {
        is_around(c) || matches!(c, '=' | ':' | '-' | '>' | ',' | '：' | '＝')
    });
    let is_empty = value
        .chars()
        .all(|c| is_around(c) || matches!(c, '}' | ']' | ')' | ','));
    (!is_empty).then_some(value)
}

/// Returns whether a URL contains a password, as in `postgres://user:password@host`, or a token in
/// place of the user, as in `https://token@host`.
fn has_login(text: &str) -> bool {
    text.split(|c: char| c.is_whitespace() || matches!(c, '"' | '\'' | '`' | '<' | '>'))
        .any(|word| {
            let (scheme, rest) = word.split_once("://").unwrap_or(("", word));
            let Some((login, host)) = rest.rsplit_once('@') else {
                return false;
            };
            let has_password = login
                .split_once(':')
                .is_some_and(|(_, password)| !password.is_empty());
            // `image:tag@sha256:…` has no login.
            let is_image = scheme.is_empty() && host.starts_with("sha");
            // In these URLs, a user without a password is a token.
            let is_token = scheme.ends_with("http") || scheme.ends_with("https");
            has_password && !is_image && !host.is_empty()
                || is_token && !login.is_empty() && !login.contains(['/', '?'])
        })
}

fn is_of_name(character: char) -> bool {
    character.is_alphanumeric() || matches!(character, '-' | '_' | '.' | '/' | '$')
}

fn is_quote(character: char) -> bool {
    matches!(character, '"' | '\'' | '`' | '\\' | '\u{2018}'..='\u{201F}')
}

/// Decodes the ASCII characters that JSON and URLs escape: `\u0061`, `%61`. The names to detect are
/// ASCII.
fn without_escapes(text: &str) -> Cow<'_, str> {
    if !text.contains(['%', '\\']) {
        return Cow::Borrowed(text);
    }
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(['%', '\\']) {
        plain.push_str(&rest[..at]);
        let escape = &rest[at..];
        let (digits, length) = match escape.strip_prefix("\\u") {
            Some(digits) => (digits.get(..4), 6),
            None if escape.starts_with('%') => (escape.get(1..3), 3),
            None if escape.starts_with("\\n")
                || escape.starts_with("\\t")
                || escape.starts_with("\\r") =>
            {
                plain.push(' ');
                rest = &escape[2..];
                continue;
            }
            None => (None, 1),
        };
        let code =
            digits.and_then(|digits| u8::from_str_radix(digits.trim_start_matches("00"), 16).ok());
        match code.filter(u8::is_ascii_graphic) {
            Some(code) => {
                plain.push(code.into());
                rest = &escape[length..];
            }
            None => {
                plain.push_str(&escape[..1]);
                rest = &escape[1..];
            }
        }
    }
    plain.push_str(rest);
    Cow::Owned(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn all(names: &str, are_secret: bool) {
        let wrong: Vec<&str> = names
            .split_whitespace()
            .filter(|name| looks_secret(name) != are_secret)
            .collect();
        assert!(wrong.is_empty(), "{wrong:?} look secret: {}", !are_secret);
    }

    #[test]
    fn secrets_are_known_by_their_names() {
        all(
            "api-key API_KEY apiKey APIKEY apikey api.key api:key wandb/api/key hf$token wandb_api_key api-key-2 api_keys openai_key
             wandb_token token token2 token_v2 tokenV2 token_hf token_value hf_token HFToken HFTOKEN hftoken hf_token_2 HF_TOKENS hfTokens
             access_token access_token_v2 refresh_token github_token auth_token use_auth_token hub_token user_token csrf_token my_token
             authtoken bearer bearer_token authorization Authorization-Header auth_header auth oauth hf-auth basic.auth http_auth
             password db_password DB_PASSWORD DBPassword dbpassword passwd userpwd pwd db_pwd passwort passphrase passcode pass db_pass
             db_pw email_pass aws-secret client_secret myclientsecret2 secret secrets secret_key aws-secret-access-key aws_access_key_id
             credential credentials creds aws_creds cred private_key privateKey signing_key_pem ssh-key-file ssh_key SshKey encryption_key
             license_key kaggle_key wandb_key wandb-key2 S3Key storage_key account_key master_key wandbkey hfkey
             pat github_pat jwt id_jwt cookie cookies session_cookie session session_id session_token connection_string connectionString
             conn_str conn-string dsn sentry_dsn sas sas_url webhook webhook_url slack_webhook SLACK_WEBHOOK_URL otp otp_code totp mfa mfa_code
             2fa pin_code pincode salt password_salt presigned_url authentication",
            true,
        );
        assert!(looks_secret("hf token"));
    }

    /// Names of ordinary hyperparameters, many of them from public training scripts.
    #[test]
    fn ordinary_names_are_no_secrets() {
        all(
            "learning_rate optimizer epochs keep key keys key1 key_dim key_size key_size_2 keyboard num_keys n_keys key_v monkey hockey
             sort_key primary_key image_key text_key label_key caption_key prompt_key batch_key obs_key rng_key prng_key cache_key
             past_key_value query_key metric_key attention_key keypoints keyframe keep_keys image_keys missing_keys
             path pattern patience compat patch spatial dispatch pathway
             author authors authority autotune bypass compass passes num_passes max_pass low_pass lowpass_window pass_weight pass_through
             first_pass one_pass forward_pass size_of_one_pass multi_pass
             max_tokens maxTokens MAX_NEW_TOKENS max_tokens_2 num_tokens n_tokens ntokens total-tokens tokens train_tokens gen-tokens
             response-tokens output_tokens special_tokens suppress_tokens max_completion_tokens tokens_per_batch warmup_tokens
             tokenizer tokenizer_name tokenize tokenized token_dim token_count token_type_ids token_dropout token_level token_ids
             pad_token eos_token bos_token unk_token mask_token cls_token sep_token stop_token system_token image_token placeholder_token
             initializer_token decoder_start_token forced_bos_token additional_special_token max_new_token cost_per_token padtoken
             cookies_per_batch num_cookies session_length session_name sessions salt_and_pepper saltiness pin pin_memory pinned
             clip_wd keyword webhook_retries dsn_weights patience2 author2 v2 2 otps: mfa_path",
            false,
        );
        for name in ["", ":", "-"] {
            assert!(!looks_secret(name), "{name}");
        }
    }

    #[test]
    fn a_value_after_a_secrets_name_is_found_however_it_is_written() {
        for text in [
            r#"{"api_key": "hunter2"}"#,
            r#"{"a": {"b": [1, {"api_key": 4711}]}}"#,
            r#"{"config": "{\"api_key\": \"hunter2\"}"}"#,
            r#"{"config": "{\\\"api_key\\\": \\\"hunter2\\\"}"}"#,
            r#"{"api\u005fkey": "hunter2"}"#,
            r#"{"name": "API_KEY", "value": "hunter2"}"#,
            r#"["--api-key", "hunter2"]"#,
            r#"{"wandb": {"key": "hunter2"}}"#,
            r#"{"wandb": {"mode": "online", "key": "hunter2"}}"#,
            "{'api_key': 'hunter2'}",
            "{api_key: hunter2}",
            "[('api_key', 'hunter2')]",
            "dict(api_key='hunter2')",
            "api_key=hunter2,b=2",
            "a=1,api_key=hunter2",
            "a=1;API_KEY = hunter2",
            "api_key:hunter2",
            "api_key\n:\nhunter2",
            "api key: hunter2",
            "api_key => hunter2",
            "api_key -> hunter2",
            "x --api-key hunter2",
            "--api_key=hunter2",
            "-token hunter2",
            "export API_KEY=hunter2",
            "+trainer.logger.api_key=hunter2",
            "trainer/wandb_key=hunter2",
            "https://host/path?token=hunter2",
            "https://host/path?a=1&api_key=hunter2",
            "https%3A%2F%2Fhost%3Ftoken%3Dhunter2",
            "postgres://user:hunter2@host/db",
            "postgres://user:hun/ter2@host/db",
            "postgres://:hunter2@host/db",
            "user:hunter2@tcp(host)/db",
            "https://hunter2@github.com/a/b",
            "-Dapi_key=hunter2",
            "Authorization: Bearer hunter2",
            "Bearer hunter2",
            "api_key hunter2",
            "password hunter2",
            "api_key[0]=hunter2",
            "api_key.value=hunter2",
            "api_key\\n=\\nhunter2",
            "(api_key hunter2)",
            "<password>hunter2</password>",
            "Server=a;Password=hunter2;",
            "AccountName=a;AccountKey=hunter2",
            "https://h/c?sv=1&sig=hunter2",
            "-----BEGIN RSA PRIVATE KEY-----\nhunter2",
        ] {
            assert!(may_contain_secret(text), "{text}");
        }
    }

    #[test]
    fn ordinary_values_hold_no_secret() {
        for text in [
            "",
            "3",
            "1e-3",
            "adam",
            "token",
            "api_key",
            "a token is a word",
            "token classification",
            "tokenizer=bert",
            "tokenizer=bert,max_tokens=512",
            "max_tokens: 512",
            r#"{"max_tokens": 512, "token_type_ids": [0, 1], "num_tokens": 3}"#,
            r#"{"pad_token": "<pad>", "eos_token": "</s>"}"#,
            r#"{"tokenizer": {"key": "text", "path": "bert"}}"#,
            r#"{"dataset": {"key": "text"}}"#,
            r#"{"author": "me", "patience": 3, "sort_key": "length", "key_dim": 64}"#,
            r#"{"api_key": ""}"#,
            "[64, 32]",
            "['a', 'b']",
            r#"["user", "session", "item"]"#,
            "a=1,b=2",
            "path=/opt/ml/input",
            "s3://bucket/prefix/file.csv",
            "https://host/path?x=1&max_tokens=3",
            "https://host:8080/path",
            "ssh://git@github.com/a/b",
            "git@github.com:a/b.git",
            "ssh://user@host/x",
            "image:tag@sha256:0123",
            "123456789012.dkr.ecr.eu-west-1.amazonaws.com/image:tag",
            "me@example.com",
            "10%",
            "100%_of_it",
            "C:\\Users\\me",
            "2026-01-01T10:00:00",
            "token:",
        ] {
            assert!(!may_contain_secret(text), "{text}");
        }
    }
}
