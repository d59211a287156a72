//! Detects the names of secrets by their words.

use crate::names::words;

/// Parts that make any name that of a secret, whatever its separators.
const ANYWHERE: [&str; 16] = [
    "secret",
    "password",
    "passwd",
    "passwort",
    "passphrase",
    "passcode",
    "credential",
    "apikey",
    "accesskey",
    "privatekey",
    "signingkey",
    "encryptionkey",
    "sshkey",
    "authheader",
    "authorization",
    "connectionstring",
];

/// Endings of the last word.
const ENDS: [&str; 4] = ["auth", "pwd", "creds", "bearer"];

/// The last word, or the last two words joined.
const LAST: [&str; 36] = [
    "2fa",
    "accesscode",
    "authcode",
    "authentication",
    "connstr",
    "connstring",
    "cookie",
    "cookies",
    "cred",
    "dsn",
    "jwt",
    "jwts",
    "mfa",
    "mfacode",
    "otp",
    "otpcode",
    "pat",
    "pincode",
    "presignedurl",
    "recoverycode",
    "recoveryphrase",
    "salt",
    "sas",
    "sasuri",
    "sasurl",
    "securitycode",
    "seedphrase",
    "session",
    "sessionid",
    "signedurl",
    "totp",
    "userpw",
    "verificationcode",
    "webhook",
    "webhooks",
    "webhookurl",
];

/// Words that turn the next word into a number.
const COUNTS: [&str; 9] = [
    "avg", "count", "max", "mean", "min", "n", "num", "per", "total",
];

/// Issuers and purposes of keys and tokens.
const ISSUERS: [&str; 54] = [
    "access",
    "account",
    "admin",
    "anthropic",
    "api",
    "auth",
    "aws",
    "azure",
    "bearer",
    "bitbucket",
    "clearml",
    "client",
    "cloud",
    "cohere",
    "comet",
    "database",
    "databricks",
    "datadog",
    "db",
    "discord",
    "docker",
    "gcp",
    "gemini",
    "gh",
    "git",
    "github",
    "gitlab",
    "google",
    "hf",
    "hub",
    "huggingface",
    "kaggle",
    "mlflow",
    "mongo",
    "mysql",
    "neptune",
    "npm",
    "oauth",
    "openai",
    "postgres",
    "private",
    "pypi",
    "redis",
    "refresh",
    "registry",
    "root",
    "s3",
    "sentry",
    "service",
    "slack",
    "snowflake",
    "ssh",
    "vault",
    "wandb",
];

/// Qualifiers of tokens in a text.
const TOKENS_OF_TEXT: &str = " additional assistant audio begin blank bos bot boundary class cls control delimiter dist distill \
    distillation drop dummy empty end eod eol eom eos eot extra fim first frame function gist global go ignore image img initializer \
    instruction lang language last latent learnable mask mem memory modifier newline next null oov pad padding patch placeholder prompt \
    query rare register response role sentinel sep separator soft sos source space special speech src start stop sub summary suppress \
    system target task text tgt think thinking tool trigger turn unk unknown video virtual vision vocab word ";

/// Qualifiers of keys in data: columns, entries of a dict, sort orders.
const KEYS_OF_DATA: &str = " action annotation answer attention attn audio batch bbox block body bucket cache camera caption category cell \
    checkpoint chosen ckpt class color column condition config content context conversation conversations covariate cross data dataset \
    dedup depth dict dim doc document edge embed embedding epoch feature features field file filter first foreign frame graph group \
    hash head id idx image index info input inputs item join json kv label labels language last layer lookup loss map mask match max \
    merge message messages metric metrics model module monitor name natural node object obs observation order output outputs param \
    params partition past path pca pred prediction primary prng prompt query question random record reference rejected response reward \
    rng role row sample score segmentation shard size sort source split src state step stratify system table tag tags target targets \
    task text tgt time timestamp title tokenizer type unique value video weight weights ";

/// Qualifiers of passes over data or through a filter.
const PASSES: &str = " all at backward band bwd data each eval extra final first forward full fwd high low multi one second sim single step test third \
    train training two ";

/// Returns whether a name is that of a secret, whose value must not be shown.
///
/// Similar names are harmless: the tokens of a tokenizer, the keys of a dict, counts. A `…_token`
/// or `…_key` with an unknown qualifier is a secret.
#[must_use]
pub fn looks_secret(name: &str) -> bool {
    let words = words(name);
    let joined = words.concat();
    if ANYWHERE.iter().any(|part| joined.contains(part)) {
        return true;
    }
    let Some((last, before)) = without_number(&words).split_last() else {
        return false;
    };
    let with_digits = last.as_str();
    let last = last.trim_end_matches(|digit: char| digit.is_ascii_digit());
    if before.iter().any(|word| COUNTS.contains(&word.as_str())) {
        return false;
    }
    let previous = before.last().map_or("", String::as_str);
    let pair = format!("{previous}{last}");
    // `hf` for `hftoken` and `hf_token`, empty for `token`.
    let qualifier = |noun: &str| {
        last.strip_suffix(noun)
            .map(|joined| if joined.is_empty() { previous } else { joined })
    };
    let is_one_word = |noun: &str| last == noun;
    let is_token = |of: &str| !is_in(TOKENS_OF_TEXT, of) && !COUNTS.contains(&of);
    ENDS.iter().any(|end| last.ends_with(end))
        || LAST.contains(&last)
        || LAST.contains(&pair.as_str())
        || qualifier("token").is_some_and(is_token)
        || qualifier("tokens")
            .or_else(|| qualifier("keys"))
            .is_some_and(is_issuer)
        || is_one_word("key") && !previous.is_empty() && !is_in(KEYS_OF_DATA, previous)
        || !is_one_word("key") && qualifier("key").is_some_and(is_issuer)
        || is_one_word("pass") && !is_in(PASSES, previous)
        || is_one_word("pw") && is_issuer(previous)
        || is_reversed(previous, last)
        || is_reversed(previous, with_digits)
}

/// Returns whether a word is an issuer or a purpose of keys and tokens.
#[must_use]
pub fn is_issuer(word: &str) -> bool {
    ISSUERS.contains(&word)
}

/// Returns whether the qualifier follows the noun: `token_hf`, `token_value`.
fn is_reversed(previous: &str, last: &str) -> bool {
    matches!(previous, "token" | "key" | "pass" | "pw") && is_issuer(last)
        || previous == "token" && matches!(last, "value" | "string" | "str")
}

/// Returns whether a word is in a list of words separated by blanks.
fn is_in(list: &str, word: &str) -> bool {
    list.split_ascii_whitespace().any(|known| known == word)
}

/// Removes numbers and versions from the end: `v2` of `token_v2`.
fn without_number(mut words: &[String]) -> &[String] {
    while let [before @ .., last] = words {
        let digits = last.strip_prefix('v').unwrap_or(last);
        if digits.is_empty() || !digits.chars().all(|digit| digit.is_ascii_digit()) {
            break;
        }
        words = before;
    }
    words
}
