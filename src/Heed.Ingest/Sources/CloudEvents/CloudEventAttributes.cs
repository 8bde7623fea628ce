namespace Heed.Ingest.Sources.CloudEvents;

/// <summary>Attributes as they come, by name, until they are a <see cref="CloudEvent"/>.</summary>
public struct CloudEventAttributes
{
    private string? _type;
    private string? _id;
    private string? _requestId;
    private string? _service;
    private string? _modelId;
    private string? _component;
    private string? _endpoint;
    private string? _time;
    private bool _isRecorded;

    /// <param name="name">Lower case, without <c>ce-</c>.</param>
    /// <param name="value">As text.</param>
    public void Set(string name, string value)
    {
        switch (name)
        {
            case "type":
                _type = value;
                break;
            case "id":
                _id = value;
                break;
            case "requestid":
                _requestId = value;
                break;
            case "inferenceservicename":
                _service = value;
                break;
            case "modelid":
                _modelId = value;
                break;
            case "component":
                _component = value;
                break;
            case "endpoint":
                _endpoint = value;
                break;
            case "time":
                _time = value;
                break;
            case "recordedtime":
                _isRecorded = true;
                break;
        }
    }

    /// <summary>False where an attribute is missing that CloudEvents require.</summary>
    public readonly bool TryBuild(ReadOnlyMemory<byte> data, out CloudEvent message)
    {
        message = new CloudEvent
        {
            Type = _type ?? "",
            Id = _id ?? "",
            RequestId = _requestId,
            Service = _service,
            ModelId = _modelId,
            Component = _component,
            Endpoint = _endpoint,
            TimeMs = CloudEventTime.Read(_time),
            IsTimeOfOccurrence = _isRecorded,
            Data = data,
        };
        return message is { Type.Length: > 0, Id.Length: > 0 };
    }
}
