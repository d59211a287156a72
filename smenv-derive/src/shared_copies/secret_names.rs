//! Which names are a secret's, by their words. The runtime and the macros have this file each, byte
//! for byte: a test compares the two.

/// Parts of a name, however it is parted, that make it a secret's.
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

/// Ends of the last word.
const ENDS: [&str; 4] = ["auth", "pwd", "creds", "bearer"];

/// The last word, or the last two of them joined.
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

/// Words that make a number of what comes behind them.
const COUNTS: [&str; 9] = [
    "avg", "count", "max", "mean", "min", "n", "num", "per", "total",
];

/// What gives keys and tokens, and what they are for.
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

/// Tokens of a text.
const TOKENS_OF_TEXT: &str = " additional assistant audio begin blank bos bot boundary class cls control delimiter dist distill \
    distillation drop dummy empty end eod eol eom eos eot extra fim first frame function gist global go ignore image img initializer \
    instruction lang language last latent learnable mask mem memory modifier newline next null oov pad padding patch placeholder prompt \
    query rare register response role sentinel sep separator soft sos source space special speech src start stop sub summary suppress \
    system target task text tgt think thinking tool trigger turn unk unknown video virtual vision vocab word ";

/// Keys of data: columns, entries of a dict, orders.
const KEYS_OF_DATA: &str = " action annotation answer attention attn audio batch bbox block body bucket cache camera caption category cell \
    checkpoint chosen ckpt class color column condition config content context conversation conversations covariate cross data dataset \
    dedup depth dict dim doc document edge embed embedding epoch feature features field file filter first foreign frame graph group \
    hash head id idx image index info input inputs item join json kv label labels language last layer lookup loss map mask match max \
    merge message messages metric metrics model module monitor name natural node object obs observation order output outputs param \
    params partition past path pca pred prediction primary prng prompt query question random record reference rejected response reward \
    rng role row sample score segmentation shard size sort source split src state step stratify system table tag tags target targets \
    task text tgt time timestamp title tokenizer type unique value video weight weights ";

/// Passes over data or through a filter.
const PASSES: &str = " all at backward band bwd data each eval extra final first forward full fwd high low multi one second sim single step test third \
    train training two ";

/// Whether what the name holds must not be shown.
///
/// Each rule has innocent neighbours: a tokenizer's tokens, a dict's keys, what is counted. Where
/// nothing is known of a `…_token` or a `…_key` it is a secret.
pub(crate) fn looks_secret(name: &str) -> bool {
    let words = words(name);
    let joined = words.concat();
    if ANYWHERE.iter().any(|part| joined.contains(part)) {
        return true;
    }
    let Some((last, before)) = without_number(&words).split_last() else {
        return false;
    };
    let last = last.trim_end_matches(|digit: char| digit.is_ascii_digit());
    if before.iter().any(|word| COUNTS.contains(&word.as_str())) {
        return false;
    }
    let previous = before.last().map_or("", String::as_str);
    let pair = format!("{previous}{last}");
    // `hf` of `hftoken`, or of `hf_token`; nothing of `token`.
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
        || is_behind(previous, last)
}

/// Whether keys and tokens are from this or for this.
pub(crate) fn is_issuer(word: &str) -> bool {
    ISSUERS.contains(&word)
}

/// `token_hf`, `token_value`.
fn is_behind(previous: &str, last: &str) -> bool {
    matches!(previous, "token" | "key" | "pass" | "pw") && is_issuer(last)
        || previous == "token" && matches!(last, "value" | "string" | "str")
}

/// Whether a word is in a list, which has blanks around its words.
fn is_in(list: &str, word: &str) -> bool {
    list.split_ascii_whitespace().any(|known| known == word)
}

/// The words up to the last that is more than a number or a version: of `token_v2` the first.
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

/// The words of a name in lower case: between its separators, and at the capitals of `camelCase`
/// and `HFToken`.
pub(crate) fn words(name: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut before = None;
    let mut characters = name.chars().peekable();
    while let Some(character) = characters.next() {
        let is_next_lower = characters.peek().is_some_and(|next| next.is_lowercase());
        let is_start = before.is_some_and(|before: char| !before.is_uppercase() || is_next_lower);
        let is_separator = !character.is_alphanumeric();
        if is_separator || character.is_uppercase() && is_start {
            words.push(String::new());
        }
        if !is_separator {
            words
                .last_mut()
                .into_iter()
                .for_each(|word| word.extend(character.to_lowercase()));
        }
        before = Some(character);
    }
    words.retain(|word| !word.is_empty());
    words
}
