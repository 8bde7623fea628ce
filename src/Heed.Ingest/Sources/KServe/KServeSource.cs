using Heed.Ingest.Sources.CloudEvents;

namespace Heed.Ingest.Sources.KServe;

/// <summary>
/// KServe's logger: one CloudEvent in binary mode for the request and one for the answer, both under the request's <c>ce-id</c>, the
/// latter only where the model answered with 200.
/// </summary>
public sealed class KServeSource : ICloudEventSource
{
    public string Name => "kserve";

    public MessagePart PartOf(string type) => type switch
    {
        "org.kubeflow.serving.inference.request" => MessagePart.Request,
        "org.kubeflow.serving.inference.response" => MessagePart.Answer,
        "org.kubeflow.serving.feedback" => MessagePart.Feedback,
        _ => MessagePart.None,
    };

    public string IdOf(in CloudEvent message) => message.Id;

    /// <summary>Loggers that tell when they sent a message (<c>recordedtime</c>) put into <c>time</c> when it happened.</summary>
    public double Latency(double requestMs, bool isRequestTimed, in CloudEvent answer) =>
        isRequestTimed && answer.IsTimeOfOccurrence && answer.TimeMs >= requestMs ? answer.TimeMs - requestMs : double.NaN;
}
