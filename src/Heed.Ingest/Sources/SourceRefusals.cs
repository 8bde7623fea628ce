using Heed.Ingest.Sources.Payloads;

namespace Heed.Ingest.Sources;

/// <summary>The words of refusals.</summary>
public static class SourceRefusals
{
    /// <summary>The metric label and the word in answers.</summary>
    public static string Word(SourceRefusal refusal) => refusal switch
    {
        SourceRefusal.MissingAttribute => "missing_attribute",
        SourceRefusal.UnknownType => "unknown_type",
        SourceRefusal.UnknownModel => "unknown_model",
        SourceRefusal.BrokenJson => "broken_json",
        SourceRefusal.UnknownShape => "unknown_shape",
        SourceRefusal.BinaryTensor => "binary_tensor",
        SourceRefusal.WrongShape => "wrong_shape",
        SourceRefusal.TooLarge => "too_large",
        SourceRefusal.WrongColumns => "wrong_columns",
        SourceRefusal.WrongRows => "wrong_rows",
        SourceRefusal.NoPrediction => "no_prediction",
        SourceRefusal.NoId => "no_id",
        SourceRefusal.NoLabel => "no_label",
        SourceRefusal.UnknownLine => "unknown_line",
        SourceRefusal.WrongFields => "wrong_fields",
        SourceRefusal.OpenQuote => "open_quote",
        SourceRefusal.BrokenList => "broken_list",
        SourceRefusal.BadTime => "bad_time",
        _ => "none",
    };

    /// <summary>What a person has to do about it.</summary>
    public static string Sentence(SourceRefusal refusal) => refusal switch
    {
        SourceRefusal.MissingAttribute => "expected the attributes type, id and inferenceservicename of a CloudEvent",
        SourceRefusal.UnknownType => "expected a request, an answer or feedback of KServe or Seldon",
        SourceRefusal.UnknownModel => "no model is called so; name it in source.services of the model",
        SourceRefusal.BrokenJson => "expected JSON",
        SourceRefusal.UnknownShape => "expected rows: instances, inputs, data, predictions, outputs or an array",
        SourceRefusal.BinaryTensor => "tensors in binary form cannot be read; have the client send JSON",
        SourceRefusal.WrongShape => "a tensor's shape contradicts its data",
        SourceRefusal.TooLarge => "the message is larger than the limits",
        SourceRefusal.WrongColumns => "expected as many columns as the baseline has features; name them in source.columns of the model",
        SourceRefusal.WrongRows => "expected as many answers as the request has rows",
        SourceRefusal.NoPrediction => "no prediction was found in the answer; name it in source.prediction, and the classes in source.classes",
        SourceRefusal.NoId => "expected an id; name it in source.id of the model",
        SourceRefusal.NoLabel => "expected a true answer; name it in source.label of the model",
        SourceRefusal.UnknownLine => "expected a line of the file's format",
        SourceRefusal.WrongFields => "expected as many fields as the header has",
        SourceRefusal.OpenQuote => "expected a closing quote, found the end of the file",
        SourceRefusal.BrokenList =>
            "expected a list as JSON has it, [\"a\", \"b\"] or [0.1, 0.2]; Python's str() of a list is none, json.dumps() is",
        SourceRefusal.BadTime => "expected a time as RFC 3339 or Unix milliseconds",
        _ => "",
    };

    internal static SourceRefusal Of(PayloadProblem problem) => problem switch
    {
        PayloadProblem.BrokenJson => SourceRefusal.BrokenJson,
        PayloadProblem.UnknownShape => SourceRefusal.UnknownShape,
        PayloadProblem.BinaryTensor => SourceRefusal.BinaryTensor,
        PayloadProblem.WrongShape => SourceRefusal.WrongShape,
        PayloadProblem.TooLarge => SourceRefusal.TooLarge,
        _ => SourceRefusal.None,
    };
}
