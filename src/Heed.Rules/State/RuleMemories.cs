namespace Heed.Rules.State;

/// <summary>Hands each rule the state of its identity. Of rules that are equal, each gets one, in order.</summary>
internal sealed class RuleMemories
{
    private readonly Dictionary<RuleIdentity, Queue<RuleState>> _states = [];

    public RuleMemories(IReadOnlyList<RuleState> states)
    {
        foreach (RuleState state in states)
        {
            if (!_states.TryGetValue(state.Identity, out Queue<RuleState>? same)) _states.Add(state.Identity, same = []);
            same.Enqueue(state);
        }
    }

    /// <summary>The states that nobody took.</summary>
    public IEnumerable<RuleState> Rest => _states.Values.SelectMany(same => same);

    public RuleState? Take(RuleIdentity identity) =>
        _states.TryGetValue(identity, out Queue<RuleState>? same) && same.TryDequeue(out RuleState? state) ? state : null;
}
