"""The checks of boto.sh, with moto's server at AWS_ENDPOINT_URL."""

import json
import os
import pathlib
import re
import subprocess

import boto3
import regex
from botocore.awsrequest import AWSResponse
from botocore.validate import ParamValidator

PENGUINS, ROUND_TRIP = os.environ["PENGUINS"], os.environ["ROUND_TRIP"]
SEEDS = range(1, 1 + int(os.environ["SMENV_SEEDS"]))

sagemaker = boto3.client("sagemaker")
model = sagemaker.meta.service_model


def problems(value, shape, path):
    """Yields what the service model does not allow of a value that botocore accepts."""
    limits = shape.metadata
    kind = shape.type_name
    size = value if kind in ("integer", "long", "float", "double") else len(value) if kind != "boolean" else None
    if size is not None and size < limits.get("min", size):
        yield f"{path}: {size} is below {limits['min']}"
    if size is not None and size > limits.get("max", size):
        yield f"{path}: {size} is above {limits['max']}"
    if "enum" in limits and value not in limits["enum"]:
        yield f"{path}: {value!r} is not one of {limits['enum']}"
    if "pattern" in limits and not pattern(limits["pattern"]).fullmatch(value):
        yield f"{path}: {value!r} does not match {limits['pattern']}"
    if kind == "structure":
        for name, part in value.items():
            yield from problems(part, shape.members[name], f"{path}.{name}")
    elif kind == "list":
        for at, part in enumerate(value):
            yield from problems(part, shape.member, f"{path}[{at}]")
    elif kind == "map":
        for name, part in value.items():
            yield from problems(name, shape.key, f"{path}: the name {name!r}")
            yield from problems(part, shape.value, f"{path}[{name!r}]")


def pattern(text):
    """Compiles a pattern as Java reads it: `.` is no line break, of which there are more than `\\n`."""
    parts = re.split(r"(\\.|\[(?:\\.|[^\]])*\])", text)
    for at in range(0, len(parts), 2):
        parts[at] = parts[at].replace(".", r"[^\n\r\x85\u2028\u2029]")
    return regex.compile("".join(parts), regex.V0)


def check(operation, request):
    """Fails if the service would refuse the request for its form."""
    shape = model.operation_model(operation).input_shape
    report = ParamValidator().validate(request, shape)
    found = [report.generate_report()] if report.has_errors() else list(problems(request, shape, operation))
    if found:
        raise SystemExit("\n".join(found))


def check_each(params, model, **_):
    check(model.name, params)


def answer_create_algorithm(request, **_):
    """moto has no CreateAlgorithm."""
    body = json.dumps({"AlgorithmArn": "arn:aws:sagemaker:eu-west-1:111122223333:algorithm/penguins"})

    class Raw:
        def stream(self, *_, **__):
            yield body.encode()

        def read(self, *_, **__):
            return body.encode()

    return AWSResponse(request.url, 200, {}, Raw())


sagemaker.meta.events.register("provide-client-params.sagemaker.*", check_each)
sagemaker.meta.events.register("before-send.sagemaker.CreateAlgorithm", answer_create_algorithm)


def printed(program, form):
    return json.loads(subprocess.check_output([program, "--describe", form]))


def blocks(file, language):
    """Returns the blocks of code of a page."""
    page = pathlib.Path(file).read_text()
    return re.findall(rf"^```{language}\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)


def deploying():
    """`job.json` of docs/deploying.md."""
    [job] = [json.loads(block) for block in blocks("docs/deploying.md", "json") if "TrainingJobName" in block]
    check("CreateTrainingJob", job)
    subprocess.run([PENGUINS, "--check", "-"], input=json.dumps(job).encode(), check=True, stdout=subprocess.DEVNULL)
    sagemaker.create_training_job(**job)
    described = sagemaker.describe_training_job(TrainingJobName=job["TrainingJobName"])
    for key in ["HyperParameters", "InputDataConfig", "OutputDataConfig", "ResourceConfig"]:
        assert described[key] == job[key], (key, described[key])
    print("docs/deploying.md: job.json is accepted")


def launching():
    """The code of docs/launching.md for boto3, word for word."""
    [code] = [block for block in blocks("docs/launching.md", "python") if "import boto3" in block]
    boto3_client = boto3.client
    boto3.client = lambda name: sagemaker
    here = {"IMAGE": "penguins:1", "ROLE": "arn:aws:iam::111122223333:role/TrainingRole"}
    # The name of a job is unique, and docs/deploying.md has it too.
    exec(compile(code.replace("penguins-2026-01-31", "penguins-2026-02-01"), "docs/launching.md", "exec"), here)
    boto3.client = boto3_client
    tuning = sagemaker.describe_hyper_parameter_tuning_job(HyperParameterTuningJobName="penguins-tuning")
    config = tuning["HyperParameterTuningJobConfig"]
    ranges = printed(PENGUINS, "parameter-ranges")
    assert config["ParameterRanges"] == ranges, config["ParameterRanges"]
    print("docs/launching.md: three requests are accepted")


def specifications():
    """What the programs print."""
    shape = model.shape_for("TrainingSpecification")
    image = {"TrainingImage": "penguins:1", "SupportedTrainingInstanceTypes": ["ml.m5.large"]}
    for program in [PENGUINS, ROUND_TRIP]:
        specification = printed(program, "training-specification") | image
        # round-trip has no channels, and an algorithm needs one.
        specification["TrainingChannels"] = specification["TrainingChannels"] or [
            {"Name": "train", "SupportedContentTypes": [], "SupportedInputModes": ["File"]}
        ]
        report = ParamValidator().validate(specification, shape)
        assert not report.has_errors(), report.generate_report()
        found = list(problems(specification, shape, program))
        assert not found, found
    print("--describe training-specification: within the limits of the service model")


def hyperparameters():
    """Random structs, as `to_hyperparameters` sends them."""
    for seed in SEEDS:
        sent = json.loads(subprocess.check_output([ROUND_TRIP, "send", str(seed)]))
        request = {
            "TrainingJobName": f"seed-{seed}",
            "RoleArn": "arn:aws:iam::111122223333:role/TrainingRole",
            "AlgorithmSpecification": {"TrainingImage": "round-trip:1", "TrainingInputMode": "File"},
            "HyperParameters": sent,
            "OutputDataConfig": {"S3OutputPath": "s3://amzn-s3-demo-bucket/output/"},
            "ResourceConfig": {"InstanceType": "ml.m5.large", "InstanceCount": 1, "VolumeSizeInGB": 10},
            "StoppingCondition": {"MaxRuntimeInSeconds": 3600},
        }
        sagemaker.create_training_job(**request)
        came = sagemaker.describe_training_job(TrainingJobName=f"seed-{seed}")["HyperParameters"]
        assert came == sent, seed
    print(f"random hyperparameters: {len(SEEDS)} jobs, all within the limits and described as they were sent")


def limits():
    """smenv's own limits are those of the service model."""
    page = pathlib.Path("smenv-shared/src/limits.rs").read_text()
    ours = {name: int(value) for name, value in re.findall(r"pub const (MAX_\w+): usize = (\d+);", page)}
    theirs = {
        "MAX_HYPERPARAMETERS": ["HyperParameters", "HyperParameterSpecifications"],
        "MAX_NAME_LENGTH": ["HyperParameterKey", "ParameterName", "ParameterKey"],
        "MAX_VALUE_LENGTH": ["HyperParameterValue"],
        "MAX_CHOICES": ["ParameterValues"],
        "MAX_CHOICE_LENGTH": ["ParameterValue"],
        "MAX_DESCRIPTION_LENGTH": ["EntityDescription"],
        "MAX_PARAMETER_RANGES": ["IntegerParameterRanges", "ContinuousParameterRanges", "CategoricalParameterRanges"],
        "MAX_CHANNEL_SPECIFICATIONS": ["ChannelSpecifications"],
        "MAX_METRICS": ["MetricDefinitionList"],
        "MAX_METRIC_NAME_LENGTH": ["MetricName"],
        "MAX_METRIC_REGEX_LENGTH": ["MetricRegex"],
        "MAX_CHANNELS": ["InputDataConfig"],
        "MAX_CHANNEL_NAME_LENGTH": ["ChannelName"],
    }
    assert ours.keys() == theirs.keys(), ours.keys() ^ theirs.keys()
    for name, shapes in theirs.items():
        for shape in shapes:
            most = model.shape_for(shape).metadata["max"]
            assert ours[name] == most, f"{name} is {ours[name]}, but the maximum of {shape} is {most}"
    [modes] = re.findall(r"INPUT_MODES: \[&str; \d+\] = \[(.*)\];", page)
    assert set(json.loads(f"[{modes}]")) == set(model.shape_for("TrainingInputMode").enum), modes
    print(f"limits.rs: {len(theirs)} limits are those of the service model")


def refusals():
    """This script itself notices what botocore does not."""
    for name, value in [("n" * 257, "x"), ("n", "v" * 2501), ("n", "a\nb"), ("n", "a\u2028b")]:
        request = {"HyperParameters": {name: value}}
        shape = model.operation_model("CreateTrainingJob").input_shape
        assert list(problems(request, shape, "")), (name, value)
    shape = model.shape_for("ChannelName")
    assert list(problems("a b", shape, "")) and not list(problems("a.b-c_1", shape, ""))


for step in [refusals, limits, specifications, deploying, launching, hyperparameters]:
    step()
