using Heed.Model.Labels;

namespace Heed.Model.Samples;

/// <summary>A sample of a <see cref="SampleSection"/>, whose time is the section's.</summary>
/// <param name="Labels">With <see cref="LabelNames.MetricName"/>; of one series always the same instance.</param>
/// <param name="Value">Any double.</param>
public readonly record struct SectionSample(LabelSet Labels, double Value)
{
    /// <summary>Whether it is of that very instance of labels and has the same 64 bits.</summary>
    public bool Is(LabelSet labels, double value) =>
        ReferenceEquals(Labels, labels) && BitConverter.DoubleToUInt64Bits(Value) == BitConverter.DoubleToUInt64Bits(value);
}
