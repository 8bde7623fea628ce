using Heed.Model.Labels;

namespace Heed.Rules.Recording;

/// <summary>One series that a recording rule writes, remembered between evaluations so that its labels are not made again.</summary>
/// <param name="labels">With the recorded name.</param>
internal sealed class RecordedSeries(LabelSet labels)
{
    public LabelSet Labels => labels;

    /// <summary>The last evaluation that wrote it.</summary>
    public long Round { get; set; }
}
