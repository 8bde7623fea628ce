using Heed.Model.Histograms;
using Heed.Model.Labels;

namespace Heed.Rules.Groups;

/// <summary>One element of an instant vector, or one sample that a rule writes.</summary>
/// <param name="Value">NaN where there is a histogram.</param>
internal readonly record struct RuleSample(LabelSet Labels, double Value, NativeHistogram? Histogram = null);
