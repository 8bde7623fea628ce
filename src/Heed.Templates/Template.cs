using System.Diagnostics.CodeAnalysis;

using Heed.Templates.Execution;
using Heed.Templates.Syntax;

namespace Heed.Templates;

/// <summary>
/// A text in the language of Go's <c>text/template</c>, ready to execute any number of times from any thread.
/// </summary>
/// <remarks>
/// Data are: <see langword="null"/>, <see cref="string"/>, <see cref="bool"/>, <see cref="long"/> and <see cref="int"/>,
/// <see cref="double"/>, <see cref="DateTimeOffset"/>, <see cref="TimeSpan"/>, <c>IReadOnlyList&lt;object?&gt;</c> (a list of any
/// reference type is one), <c>IReadOnlyDictionary&lt;string, object?&gt;</c> and <c>IReadOnlyDictionary&lt;string, string&gt;</c>,
/// <see cref="ITemplateObject"/>, and <see cref="TemplateFunction"/>. Anything else can only be printed.
/// </remarks>
public sealed class Template
{
    private readonly TemplateTree _tree;
    private readonly TemplateLibrary _library;

    internal Template(TemplateTree tree, TemplateLibrary library)
    {
        _tree = tree;
        _library = library;
    }

    public string Name => _tree.Name;

    /// <summary>Reads a text that stands alone.</summary>
    public static bool TryParse(
        string name,
        string text,
        TemplateFunctions functions,
        [NotNullWhen(true)] out Template? template,
        [NotNullWhen(false)] out TemplateError? error) =>
        new TemplateSet(functions, TemplateOptions.Default).TryParse(name, text, out template, out error);

    /// <summary>Executes the text over the data, which is <c>.</c> and <c>$</c> in it.</summary>
    /// <param name="data">Any value that the remarks of this type list.</param>
    /// <param name="variables">Values of <see cref="TemplateOptions.Variables"/> by name; one that is not given is nil.</param>
    /// <param name="output">What was written; empty where the execution failed.</param>
    /// <param name="error">Why it failed.</param>
    public bool TryExecute(
        object? data,
        IReadOnlyDictionary<string, object?>? variables,
        out string output,
        [NotNullWhen(false)] out TemplateError? error)
    {
        Executor executor = new(_library);
        try
        {
            output = executor.Execute(_tree, data, variables);
            error = null;
            return true;
        }
        catch (TemplateFailure failure)
        {
            output = "";
            error = failure.Error;
            return false;
        }
    }
}
