using Heed.Monitoring.Evidence;

namespace Heed.FalseAlarms;

/// <summary>Counts how often a piece of a model's evidence begins to hold.</summary>
internal sealed class AlarmCount(ModelEvidence evidence)
{
    private bool[] _held = [];

    public int Count { get; private set; }

    public void Look()
    {
        EvidenceState[] states = [.. evidence.States];
        if (_held.Length == 0) _held = new bool[states.Length];
        for (int i = 0; i < states.Length; i++)
        {
            bool holds = states[i] is EvidenceState.Holding or EvidenceState.Clearing;
            if (holds && !_held[i]) Count++;
            _held[i] = holds;
        }
    }
}
