using Heed.Query.Syntax;

namespace Heed.Query.Execution;

/// <summary>Remarks on a result, each once, in the order of their discovery.</summary>
internal sealed class Annotations
{
    /// <summary>Beyond this many of a kind, further ones are only counted.</summary>
    private const int Most = 100;

    private readonly Notes _warnings = new("warning");
    private readonly Notes _infos = new("info");

    public IReadOnlyList<string> Warnings => _warnings.Texts;

    public IReadOnlyList<string> Infos => _infos.Texts;

    public void Warn(SourceSpan at, string message) => _warnings.Add(at, message);

    public void Inform(SourceSpan at, string message) => _infos.Add(at, message);

    private sealed class Notes(string kind)
    {
        private readonly HashSet<string> _seen = [];
        private readonly List<string> _texts = [];
        private int _refused;

        public IReadOnlyList<string> Texts => _refused == 0 ? _texts : [.. _texts, $"PromQL {kind}: {_refused} more are not shown"];

        public void Add(SourceSpan at, string message)
        {
            (int line, int column) = at.Locate();
            string text = $"PromQL {kind}: {message} ({line}:{column})";
            if (_seen.Contains(text)) return;
            if (_texts.Count == Most)
            {
                _refused++;
                return;
            }

            _seen.Add(text);
            _texts.Add(text);
        }
    }
}
