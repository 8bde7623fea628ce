using Heed.Monitoring.Quality;

namespace Heed.Monitoring.Versions;

/// <summary>The labelled answers of one version in one pane.</summary>
internal sealed class VersionOutcomes
{
    private QualitySums _sums;
    private OutcomePane _details = new();

    public long Labels => _sums.Mass.N;

    public void Add(QualitySums sums, in OutcomeDetail detail)
    {
        _sums += sums;
        _details.Add(detail);
    }

    public void Remove(QualitySums sums, in OutcomeDetail detail)
    {
        _sums -= sums;
        _details.Remove(detail);
    }

    /// <summary>Adds the details to a tally, and returns the sums.</summary>
    public QualitySums AddTo(OutcomeTally tally)
    {
        _details.AddTo(tally);
        return _sums;
    }

    public void Save(BinaryWriter writer)
    {
        QualitySums.Save(writer, _sums);
        _details.Save(writer);
    }

    public static VersionOutcomes Load(BinaryReader reader) =>
        new() { _sums = QualitySums.Load(reader), _details = OutcomePane.Load(reader) };
}
