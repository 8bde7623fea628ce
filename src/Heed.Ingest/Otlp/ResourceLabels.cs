using Heed.Model.Labels;

namespace Heed.Ingest.Otlp;

/// <summary>
/// Labels of one source's points: their attributes, and <c>job</c> and <c>instance</c> of the resource's <c>service.*</c> attributes, which
/// win. The resource's other attributes are those of <c>target_info</c>.
/// </summary>
internal sealed class ResourceLabels
{
    private const string ServiceName = "service.name";
    private const string ServiceNamespace = "service.namespace";
    private const string ServiceInstance = "service.instance.id";

    private readonly string _job;
    private readonly string _instance;

    public ResourceLabels(OtlpResource resource)
    {
        string name = Value(resource, ServiceName);
        string space = Value(resource, ServiceNamespace);
        _job = name.Length > 0 && space.Length > 0 ? $"{space}/{name}" : name;
        _instance = Value(resource, ServiceInstance);
        OtlpAttribute[] others = [.. resource.Attributes.Where(a => a.Key is not (ServiceName or ServiceNamespace or ServiceInstance))];
        if (others.Length == 0 || (_job.Length == 0 && _instance.Length == 0)) return;
        TargetInfo = Build(others).Set(LabelNames.MetricName, "target_info").Build();
    }

    /// <summary>Null where nothing identifies the source, or nothing else is known of it.</summary>
    public LabelSet? TargetInfo { get; }

    public LabelSetBuilder Of(OtlpPoint point) => Build(point.Attributes);

    private LabelSetBuilder Build(IReadOnlyList<OtlpAttribute> attributes)
    {
        LabelSetBuilder labels = new();
        foreach (OtlpAttribute attribute in attributes.OrderBy(a => a.Key, StringComparer.Ordinal))
        {
            string label = OtlpNames.Label(attribute.Key);
            if (label.Length == 0 || label == LabelNames.MetricName) continue;

            // Two keys may become one label, as a.b and a_b do: neither value is lost.
            string before = labels.Get(label);
            labels.Set(label, before.Length == 0 ? attribute.Value : $"{before};{attribute.Value}");
        }

        if (_job.Length > 0) labels.Set("job", _job);
        if (_instance.Length > 0) labels.Set("instance", _instance);
        return labels;
    }

    private static string Value(OtlpResource resource, string key) =>
        resource.Attributes.FirstOrDefault(a => a.Key == key).Value ?? "";
}
