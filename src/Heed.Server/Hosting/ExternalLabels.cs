using Heed.Model.Alerts;
using Heed.Model.Labels;

namespace Heed.Server.Hosting;

/// <summary>
/// Gives every alert on its way to routing the labels of <c>global.external_labels</c>; a label that the alert has itself stays, as in
/// Prometheus.
/// </summary>
public sealed class ExternalLabels(LabelSet labels, IAlertSink next) : IAlertSink
{
    public void Accept(IReadOnlyList<Alert> alerts) =>
        next.Accept(labels.Count == 0 ? alerts : [.. alerts.Select(a => a with { Labels = AddTo(a.Labels, labels) })]);

    /// <summary>The labels under which routing knows an alert of a rule.</summary>
    public static LabelSet AddTo(LabelSet alert, LabelSet external)
    {
        if (external.Count == 0) return alert;
        LabelSetBuilder builder = new(external);
        foreach (Label label in alert.Labels) builder.Set(label.Name, label.Value);
        return builder.Build();
    }
}
