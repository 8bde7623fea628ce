using System.Diagnostics.CodeAnalysis;

using Heed.Templates.Syntax;

namespace Heed.Templates;

/// <summary>
/// Named templates that see each other, as files of templates make them. One owner fills it; parsing and executing texts in
/// its context is then safe from any thread.
/// </summary>
public sealed class TemplateSet
{
    private readonly TemplateFunctions _functions;
    private readonly TemplateOptions _options;
    private readonly Dictionary<string, TemplateTree> _trees = new(StringComparer.Ordinal);

    public TemplateSet(TemplateFunctions functions, TemplateOptions? options = null)
    {
        _functions = functions;
        _options = options ?? TemplateOptions.Default;
    }

    /// <summary>The names of all templates of the set, ordered.</summary>
    public IReadOnlyList<string> Names => [.. _trees.Keys.Order(StringComparer.Ordinal)];

    public bool Has(string name) => _trees.ContainsKey(name);

    /// <summary>
    /// Adds a text under its name, with every template that it defines. A later definition replaces an earlier one unless the
    /// later is blank; a broken text adds nothing.
    /// </summary>
    public bool TryAdd(string name, string text, [NotNullWhen(false)] out TemplateError? error)
    {
        if (!TryRead(name, text, out TemplateTree? tree, out IReadOnlyList<TemplateTree> defined, out error)) return false;
        Merge(_trees, [tree, .. defined]);
        return true;
    }

    /// <summary>Reads a text that may call the set's templates and define its own; the set stays as it is.</summary>
    public bool TryParse(
        string name, string text, [NotNullWhen(true)] out Template? template, [NotNullWhen(false)] out TemplateError? error)
    {
        template = null;
        if (!TryRead(name, text, out TemplateTree? tree, out IReadOnlyList<TemplateTree> defined, out error)) return false;
        Dictionary<string, TemplateTree> trees = _trees;
        if (defined.Count > 0)
        {
            trees = new(_trees, StringComparer.Ordinal);
            Merge(trees, defined);
        }

        template = new Template(tree, new TemplateLibrary(trees, _functions, _options));
        return true;
    }

    /// <summary>Parses a text in the set's context and executes it at once.</summary>
    public bool TryExecute(
        string name,
        string text,
        object? data,
        IReadOnlyDictionary<string, object?>? variables,
        out string output,
        [NotNullWhen(false)] out TemplateError? error)
    {
        output = "";
        return TryParse(name, text, out Template? template, out error) && template.TryExecute(data, variables, out output, out error);
    }

    private bool TryRead(
        string name,
        string text,
        [NotNullWhen(true)] out TemplateTree? tree,
        out IReadOnlyList<TemplateTree> defined,
        [NotNullWhen(false)] out TemplateError? error)
    {
        try
        {
            Parser parser = new(new TemplateSource(name, text), _functions, _options.Variables);
            tree = parser.Parse();
            defined = parser.Defined;
            error = null;
            return true;
        }
        catch (TemplateFailure failure)
        {
            tree = null;
            defined = [];
            error = failure.Error;
            return false;
        }
    }

    private static void Merge(Dictionary<string, TemplateTree> trees, IReadOnlyList<TemplateTree> added)
    {
        foreach (TemplateTree tree in added)
        {
            if (!tree.IsBlank || !trees.ContainsKey(tree.Name)) trees[tree.Name] = tree;
        }
    }
}
