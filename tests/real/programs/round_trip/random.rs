//! Random values that producers find hard to pass on.

/// A generator of pseudorandom numbers: SplitMix64.
pub struct Random {
    state: u64,
    apostrophes: bool,
}

impl Random {
    pub fn new(seed: u64, apostrophes: bool) -> Self {
        Random {
            state: seed,
            apostrophes,
        }
    }

    pub fn number(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.state;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// Returns a number below `end`.
    pub fn below(&mut self, end: usize) -> usize {
        (self.number() % end as u64) as usize
    }

    pub fn flip(&mut self) -> bool {
        self.below(2) == 0
    }

    pub fn some<T>(&mut self, value: impl FnOnce(&mut Self) -> T) -> Option<T> {
        self.flip().then(|| value(self))
    }

    /// Returns a finite number of any magnitude.
    pub fn float(&mut self) -> f64 {
        match self.below(6) {
            0 => 0.0,
            1 => 1e5,
            2 => 1e16,
            _ => Some(f64::from_bits(self.number()))
                .filter(|float| float.is_finite())
                .unwrap_or(1.5),
        }
    }

    pub fn text(&mut self) -> String {
        // Whole texts that Python, JSON or a shell would read as something else.
        const WORDS: [&str; 22] = [
            "",
            "null",
            "None",
            "true",
            "True",
            "1.10",
            "4e71062",
            "1234e56",
            "007",
            "1_000",
            "NaN",
            "-Infinity",
            "[1, 2]",
            "{\"a\": 1}",
            "\"quoted\"",
            "-",
            "--epochs",
            " padded ",
            "$HOME",
            "$(id)",
            "`id`",
            "a=b,c=d",
        ];
        const PIECES: [&str; 24] = [
            "a", "Z", "7", " ", "\"", "\\", "\n", "\r\n", "\t", "é", "😀", "\u{2028}", "$", "`",
            "{", "}", "[", "]", ",", "=", ";", "#", "%s", "*",
        ];
        if self.below(3) == 0 {
            return WORDS[self.below(WORDS.len())].to_owned();
        }
        let mut text = String::new();
        for _ in 0..self.below(12) {
            match self.below(PIECES.len() + 2) {
                piece if piece < PIECES.len() => text.push_str(PIECES[piece]),
                _ if self.apostrophes => text.push('\''),
                _ => text.push('_'),
            }
        }
        text
    }

    pub fn texts(&mut self) -> Vec<String> {
        (0..self.below(5)).map(|_| self.text()).collect()
    }
}
