use smenv::SmHyperparameters;

#[derive(SmHyperparameters)]
struct User {
    #[sm(alias = "module-name")]
    module: String,
}

#[derive(SmHyperparameters)]
struct Hyperparameters {
    #[sm(flatten, prefix = "default-user-")]
    user: User,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
