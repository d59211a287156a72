//! Slurm's lists of the number of tasks on each node: `2(x3),1`.

/// The error of a text that is not such a list.
#[derive(Debug)]
pub(crate) struct InvalidTasks;

/// Returns the number of tasks on a node. If the node is unknown, returns the number of any if all
/// have the same.
#[inline]
pub(crate) fn tasks_of_node(
    list: &str,
    node: Option<usize>,
) -> Result<Option<usize>, InvalidTasks> {
    // `2(x3)` is three nodes with two tasks each.
    let run = |run: &str| -> Option<(usize, usize)> {
        let Some((tasks, nodes)) = run.split_once("(x") else {
            return Some((run.parse().ok()?, 1));
        };
        Some((tasks.parse().ok()?, nodes.strip_suffix(')')?.parse().ok()?))
    };
    let runs: Vec<(usize, usize)> = list
        .split(',')
        .map(|text| run(text.trim()).ok_or(InvalidTasks))
        .collect::<Result<_, _>>()?;
    let Some(node) = node else {
        let first = runs.first().map(|(tasks, _)| *tasks);
        return Ok(first.filter(|first| runs.iter().all(|(tasks, _)| tasks == first)));
    };
    let mut before = 0_usize;
    let is_node = |(_, nodes): &&(usize, usize)| {
        before = before.saturating_add(*nodes);
        node < before
    };
    // `SLURM_NTASKS_PER_NODE` is one number for all nodes.
    let found = runs
        .iter()
        .find(is_node)
        .or(if let [all] = &*runs { Some(all) } else { None });
    Ok(found.map(|(tasks, _)| *tasks))
}
