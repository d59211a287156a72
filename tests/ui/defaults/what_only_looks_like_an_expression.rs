use std::collections::HashMap;

use smenv::SmHyperparameters;

const N: u32 = 3;
const YES: bool = true;

#[derive(SmHyperparameters)]
struct Hyperparameters {
    #[sm(default = YES == YES == YES)]
    chained: bool,
    #[sm(default = 1 as u8 << 4, secret)]
    shifted: u8,
    #[sm(default = N as usize < 3, secret)]
    compared: bool,
    #[sm(range = 1..=N as u32 << 1)]
    end: u32,
    #[sm(default = HashMap::<String u32>::new())]
    arguments: HashMap<String, u32>,
    #[sm(default = a::_)]
    path: u32,
    #[sm(with = _)]
    with: u32,
}

fn main() {
    let _ = Hyperparameters::from_env();
    let _ = Hyperparameters::names().chained;
}
