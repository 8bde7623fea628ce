using Heed.Model.Labels;

namespace Heed.Alerting.AlertingTests;

/// <summary>The receivers that an alert should lead to, in the order of the routes.</summary>
/// <param name="Line">Where it stands in the file.</param>
public sealed record ExpectedRoute(int Line, LabelSet Labels, IReadOnlyList<string> Receivers);
