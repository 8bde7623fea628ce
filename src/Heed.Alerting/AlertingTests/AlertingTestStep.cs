using Heed.Alerting.Silences;
using Heed.Model.Labels;

namespace Heed.Alerting.AlertingTests;

/// <summary>Something that happens at a time of a test.</summary>
/// <param name="Line">Where it stands in the file.</param>
/// <param name="At">After the test's start.</param>
/// <param name="Fire">Labels of alerts that fire from now on.</param>
/// <param name="Resolve">Labels of alerts that are over.</param>
/// <param name="AcknowledgedBy">Who acknowledges the open incidents; empty for nobody.</param>
/// <param name="AcknowledgedModel">Whose incidents; empty for those of all models.</param>
/// <param name="Silence">One that begins now; null for none. Its times count from the test's start.</param>
public sealed record AlertingTestStep(
    int Line,
    TimeSpan At,
    IReadOnlyList<LabelSet> Fire,
    IReadOnlyList<LabelSet> Resolve,
    string AcknowledgedBy,
    string AcknowledgedModel,
    Silence? Silence);
