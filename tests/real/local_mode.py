"""Starts a job of local_mode.sh: SDK ROOT IMAGE HOSTS [--no-channel] [NAME=VALUE...]."""

import pathlib
import sys

import boto3

sdk, root, image, hosts, *arguments = sys.argv[1:]
hyperparameters = dict(argument.split("=", 1) for argument in arguments if "=" in argument)
data = {} if "--no-channel" in arguments else {"train": pathlib.Path("examples/penguins/opt/ml/input/data/train").resolve()}
role = "arn:aws:iam::111122223333:role/TrainingRole"


def v2():
    from sagemaker.estimator import Estimator
    from sagemaker.local import LocalSession

    session = LocalSession(boto_session=boto3.Session())
    session.config = {"local": {"container_root": root}}
    estimator = Estimator(
        image,
        role,
        int(hosts),
        "local",
        hyperparameters=hyperparameters,
        sagemaker_session=session,
        output_path=f"file://{root}/out",
    )
    # Local mode refuses a job without any channel.
    other = {"other": pathlib.Path(__file__).resolve().parent}
    estimator.fit({name: path.as_uri() for name, path in (data or other).items()})


def v3():
    from sagemaker.core.helper.session_helper import Session
    from sagemaker.train import ModelTrainer
    from sagemaker.train.configs import Compute, InputData
    from sagemaker.train.model_trainer import Mode

    trainer = ModelTrainer(
        training_mode=Mode.LOCAL_CONTAINER,
        sagemaker_session=Session(boto_session=boto3.Session(), default_bucket="amzn-s3-demo-bucket"),
        role=role,
        training_image=image,
        compute=Compute(instance_type="local_cpu", instance_count=int(hosts)),
        hyperparameters=hyperparameters,
        local_container_root=root,
        base_job_name="real",
    )
    other = {"other": pathlib.Path(__file__).resolve().parent}
    channels = [InputData(channel_name=name, data_source=str(path)) for name, path in (data or other).items()]
    trainer.train(input_data_config=channels, wait=True, logs=True)


{"v2": v2, "v3": v3}[sdk]()
