using Heed.Model.Labels;

namespace Heed.Server.Configuration;

/// <summary><c>global</c> of <c>heed.yml</c>.</summary>
/// <param name="SampleInterval">How often every figure is written.</param>
/// <param name="EvaluationInterval">How often rule groups that name no interval are evaluated.</param>
/// <param name="LookbackDelta">How old a sample may be to count as a series' present value.</param>
/// <param name="MetricAliases">Whether figures have their names of the other published dialect, too.</param>
/// <param name="ExternalLabels">What templates see as <c>$externalLabels</c>.</param>
public sealed record GlobalOptions(
    TimeSpan SampleInterval, TimeSpan EvaluationInterval, TimeSpan LookbackDelta, bool MetricAliases, LabelSet ExternalLabels);
