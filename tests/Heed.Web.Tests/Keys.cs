using System.Text.RegularExpressions;

using Microsoft.Playwright;

using static Microsoft.Playwright.Assertions;

namespace Heed.Web.Tests;

/// <summary>The keyboard reaches everything.</summary>
public sealed class Keys(RunningHeed heed)
{
    [Theory]
    [InlineData("m", "/models")]
    [InlineData("a", "/alerts")]
    [InlineData("i", "/incidents")]
    [InlineData("s", "/objectives")]
    [InlineData("r", "/reviews")]
    [InlineData("c", "/oncall")]
    [InlineData("n", "/oncall/noise")]
    [InlineData("o", "/outbox")]
    [InlineData("e", "/explore")]
    [InlineData("t", "/settings")]
    public async Task G_and_a_letter_go_to_a_page(string letter, string path)
    {
        await using WatchedPage walk = await heed.OpenAsync("/");
        await Expect(walk.Main.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToBeVisibleAsync();
        await walk.Page.Keyboard.PressAsync("g");
        await walk.Page.Keyboard.PressAsync(letter);
        await Expect(walk.Page).ToHaveURLAsync(new Regex($"{path}($|\\?)"));
        await walk.Page.Keyboard.PressAsync("g");
        await walk.Page.Keyboard.PressAsync("h");
        await Expect(walk.Page).ToHaveURLAsync(new Regex(":\\d+/($|\\?)"));
        walk.AssertSilent();
    }

    [Fact]
    public async Task Slash_focuses_the_search_which_goes_to_a_model()
    {
        await using WatchedPage walk = await heed.OpenAsync("/");
        ILocator first = walk.Main.GetByRole(AriaRole.List, new() { Name = "Models, worst first" }).GetByRole(AriaRole.Link).First;
        await Expect(first).ToBeVisibleAsync();
        string model = await first.InnerTextAsync();
        await walk.Page.Keyboard.PressAsync("/");
        ILocator search = walk.Page.GetByRole(AriaRole.Combobox, new() { Name = "Search models, features and alerts" });
        await Expect(search).ToBeFocusedAsync();
        await walk.Page.Keyboard.TypeAsync(model);
        await Expect(walk.Page.GetByRole(AriaRole.Option).First).ToContainTextAsync(model);
        await walk.Page.Keyboard.PressAsync("Enter");
        await Expect(walk.Main.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync(model);
        walk.AssertSilent();
    }

    [Fact]
    public async Task The_question_mark_lists_the_keys_and_escape_closes_the_list()
    {
        await using WatchedPage walk = await heed.OpenAsync("/");
        await Expect(walk.Main.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToBeVisibleAsync();
        await walk.Page.Keyboard.PressAsync("?");
        ILocator dialog = walk.Page.GetByRole(AriaRole.Dialog, new() { Name = "Keys" });
        await Expect(dialog).ToContainTextAsync("Next and previous in a list");
        await walk.Page.Keyboard.PressAsync("Escape");
        await Expect(dialog).ToHaveCountAsync(0);
        walk.AssertSilent();
    }
}
