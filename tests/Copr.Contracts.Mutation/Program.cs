// Runs the tests on mutants, for the script "run" next to it, which describes the commands' use:
//   measure PART PARTS            measures each test whose number modulo PARTS is PART, and writes those that can be used as lines of JSON
//   test MEASURED                 reads numbers of mutants, one in a line, and writes a verdict for each
//   test-fresh MEASURED MUTANT    does that for one mutant, which is active before anything runs
using System.Globalization;
using Copr.Contracts.Mutation;
using Copr.Contracts.Tests.Wiki;

// Slower tests find too little for their time.
const double MaxSeconds = 2;

// What the tests print must not be among the answers.
TextWriter answers = TextWriter.Synchronized(Console.Out);
Console.SetOut(TextWriter.Null);

// By parts of their names.
string[] unused = Environment.GetEnvironmentVariable("UNUSED_TESTS")?.Split('|') ?? [];

// Before anything runs.
MutantSwitch.TurnOn(args is ["test-fresh", _, string fresh] ? Number(fresh) : MutantSwitch.NoMutant);
var runner = new TestRunner(typeof(WikiExampleTests).Assembly);

switch (args)
{
    case ["measure", string part, string parts]:
        string[] names = [.. runner.Names.Where(name => !unused.Any(name.Contains)).Order(StringComparer.Ordinal)];
        if (unused.FirstOrDefault(unusedPart => !runner.Names.Any(name => name.Contains(unusedPart))) is { } wrong)
        {
            Console.Error.WriteLine($"UNUSED names \"{wrong}\"; expected a part of the name of a test.");
            return 2;
        }

        for (int index = Number(part); index < names.Length; index += Number(parts))
        {
            if (await MeasuredTest.MeasureAsync(runner, names[index], MaxSeconds) is { } test)
                answers.WriteLine(test);
            else
                Console.Error.WriteLine($"{names[index]} is not used: it fails without a mutant, or needs more than {MaxSeconds} s.");
        }

        return 0;
    case ["test", string measured]:
        await new MutantTester(runner, MeasuredTest.ReadAll(measured), answers).TestAsync(Console.In);
        return 0;
    case ["test-fresh", string measured, string mutant]:
        await new MutantTester(runner, MeasuredTest.ReadAll(measured), answers).TestFreshAsync(Number(mutant));
        return 0;
    default:
        Console.Error.WriteLine("Expected measure PART PARTS, test MEASURED or test-fresh MEASURED MUTANT.");
        return 2;
}

static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
