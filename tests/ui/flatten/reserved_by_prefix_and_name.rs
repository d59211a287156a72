use smenv::SmHyperparameters;

#[derive(SmHyperparameters)]
struct User {
    module_name: String,
}

#[derive(SmHyperparameters)]
struct Hyperparameters {
    #[sm(flatten, prefix = "default_user_")]
    user: User,
}

fn main() {
    let _ = Hyperparameters::from_env();
}
