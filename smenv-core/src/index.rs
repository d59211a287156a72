//! Positions by key: one lookup does not scan every entry.

use std::borrow::Borrow;

/// Positions by key. Several positions can have the same key.
#[derive(Debug)]
pub(crate) struct Index<K>(Vec<(K, usize)>);

impl<K> Default for Index<K> {
    fn default() -> Self {
        Index(Vec::new())
    }
}

impl<K: Ord> FromIterator<(K, usize)> for Index<K> {
    fn from_iter<I: IntoIterator<Item = (K, usize)>>(entries: I) -> Self {
        let mut entries: Vec<(K, usize)> = entries.into_iter().collect();
        entries.sort_unstable();
        Index(entries)
    }
}

impl<K: Ord> Index<K> {
    /// Returns the positions of a key, in ascending order.
    pub(crate) fn get<Q: Ord + ?Sized>(
        &self,
        key: &Q,
    ) -> impl DoubleEndedIterator<Item = usize> + Clone + use<'_, K, Q>
    where
        K: Borrow<Q>,
    {
        let start = self.0.partition_point(|(known, _)| known.borrow() < key);
        let rest = &self.0[start..];
        let end = rest.partition_point(|(known, _)| known.borrow() == key);
        rest[..end].iter().map(|(_, position)| *position)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_index_finds_what_a_scan_finds() {
        let names = ["b", "a", "", "b", "c", "a", "b"];
        let index: Index<String> = names
            .iter()
            .zip(0..)
            .map(|(name, at)| ((*name).to_owned(), at))
            .collect();
        for sought in ["", "a", "b", "c", "d", "ab"] {
            let scanned: Vec<usize> = (0..names.len()).filter(|at| names[*at] == sought).collect();
            assert_eq!(index.get(sought).collect::<Vec<_>>(), scanned, "{sought}");
        }
        assert_eq!(Index::<String>::default().get("a").next(), None);
    }
}
