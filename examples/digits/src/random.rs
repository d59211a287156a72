//! A generator of our own, so that a seed gives the same training whatever the versions of other
//! crates.

pub(crate) struct SplitMix64(u64);

impl SplitMix64 {
    pub(crate) fn new(seed: u64) -> Self {
        SplitMix64(seed)
    }

    /// Returns one of many generators of the same seed. An epoch's draws do not depend on those
    /// before it, so a process that resumes at this epoch repeats them.
    pub(crate) fn nth(seed: u64, number: usize) -> Self {
        let start = SplitMix64(seed).next();
        SplitMix64(SplitMix64(start.wrapping_add(number as u64)).next())
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut bits = self.0;
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        bits ^ (bits >> 31)
    }

    /// Returns a number from -1 to 1.
    pub(crate) fn around_zero(&mut self) -> f32 {
        // As many bits as an `f32` can hold.
        let bits = (self.next() >> 40) as f32;
        bits / (1 << 23) as f32 - 1.0
    }

    /// Shuffles with the Fisher-Yates algorithm.
    pub(crate) fn shuffle<T>(&mut self, items: &mut [T]) {
        for last in (1..items.len()).rev() {
            let other = self.next() % (last as u64 + 1);
            items.swap(last, other as usize);
        }
    }
}
