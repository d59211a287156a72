use smenv::SmHyperparameters;

#[derive(SmHyperparameters)]
struct Hyperparameters {
    #[sm(secrt)]
    token: String,
}

fn train(hp: &Hyperparameters) -> usize {
    hp.token.len()
}

fn main() -> Result<(), smenv::Error> {
    let source = smenv::Source::process();
    let hp = Hyperparameters::from_source(&source)?;
    println!("{} {:?} {}", train(&hp), hp.to_hyperparameters(), hp.explain(&source));
    println!("{:?}", Hyperparameters::SPEC);
    Ok(())
}
