using Heed.Ingest.Sources.CloudEvents;

namespace Heed.Ingest.Sources.Seldon;

/// <summary>
/// Seldon's logger: CloudEvents in binary mode, each with an id of its own; request, answer and feedback have <c>requestid</c> in
/// common. Its times are those of sending, so that they tell no latency.
/// </summary>
public sealed class SeldonSource : ICloudEventSource
{
    public string Name => "seldon";

    public MessagePart PartOf(string type) => type switch
    {
        "io.seldon.serving.inference.request" => MessagePart.Request,
        "io.seldon.serving.inference.response" => MessagePart.Answer,
        "io.seldon.serving.feedback" => MessagePart.Feedback,
        _ => MessagePart.None,
    };

    public string IdOf(in CloudEvent message) => string.IsNullOrEmpty(message.RequestId) ? message.Id : message.RequestId;

    public double Latency(double requestMs, bool isRequestTimed, in CloudEvent answer) => double.NaN;
}
