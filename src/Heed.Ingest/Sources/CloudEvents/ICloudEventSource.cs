namespace Heed.Ingest.Sources.CloudEvents;

/// <summary>A serving system whose logger sends CloudEvents.</summary>
public interface ICloudEventSource
{
    /// <summary>A word for metrics and answers.</summary>
    string Name { get; }

    MessagePart PartOf(string type);

    /// <summary>What request and answer have in common, and what the prediction is called.</summary>
    string IdOf(in CloudEvent message);

    /// <summary>Milliseconds from request to answer; NaN where the two times do not tell.</summary>
    double Latency(double requestMs, bool isRequestTimed, in CloudEvent answer);
}
