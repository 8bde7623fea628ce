using Heed.Model.Labels;

namespace Heed.Storage.Index;

/// <summary>The questions that a search asks of the series in memory as of those in a block. Series have ascending numbers.</summary>
internal interface ILabelIndex
{
    /// <summary>All series, ascending.</summary>
    int[] All();

    /// <summary>The series with a label of that name and value, ascending.</summary>
    ReadOnlyMemory<int> With(string name, string value);

    /// <summary>How many values of the name begin with one of the prefixes; of all values where there are none.</summary>
    int CountValues(string name, string[]? prefixes);

    /// <summary>Adds the list of each such value that the pattern accepts, or rejects.</summary>
    void Collect(
        string name, string[]? prefixes, in ValuePattern pattern, bool accepted, List<ReadOnlyMemory<int>> lists, CancellationToken cancellation);

    /// <summary>The labels of a series; null where it is gone.</summary>
    LabelSet? LabelsAt(int series);
}
