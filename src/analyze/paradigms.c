/* paradigms.c - the table of inflections */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "analyze/paradigms.h"

/* Endings of verbs that nouns have too are left out (Portuguese compra,
 * comprar), unless the language would have none left. */

static const char *const german[] = {
    "3 - e es s en",
    "3 - er ern es s",
    "2 e en",
    "2 el eln els",
    "2 er ern ers",
    "3 ar arn ars",
    "2 me men mens", /* Name */
    "3 be ben bens",
    "3 ke ken kens",
    "3 le len lens",
    "2 - s",
    "3 nis nisse nissen nisses",
    "3 in innen",
    "3 o os en i",        /* Konto */
    "4 um ums en a ens",  /* Zentrum, Studium */
    "3 us en usse ussen", /* Virus, Bonus */
    "4 a as en",          /* Firma */
    "4 is en",            /* Basis */
    "3 - e en er es em",  /* adjectives */
    "3 er ere eren erer eres erem",
    "3 en t te ten tet est end ende enden ender endes endem",
    "3 en et ete eten",
    "3 n t te ten nd nde nden nder ndes", /* ändern, handeln */
    NULL,
};

static const char *const english[] = {
    "2 - s",
    "2 - 's s'",
    "2 s s'",
    "2 - es",
    "1 y ies ied ying",
    "2 y ies ied ying",
    "2 - s ed ing",
    "2 e es ed ing",
    "2 b bs bbed bbing",
    "2 g gs gged gging",
    "2 l ls lled lling",
    "2 m ms mmed mming",
    "2 n ns nned nning",
    "2 p ps pped pping",
    "2 r rs rred rring",
    "2 t ts tted tting",
    "2 f fs ves",
    "2 fe ves",
    "2 man men",
    "3 is es",
    "3 ex ices",
    "3 ix ices",
    NULL,
};

static const char *const portuguese[] = {
    "2 - s",
    "2 - es", /* valor, mês, vez */
    "2 ao oes aes aos",
    "2 al ais",
    "2 el eis",
    "2 ol ois",
    "2 ul uis",
    "2 il is eis",
    "2 m ns",
    "2 o a os as",
    "3 or ora ores oras",
    "3 es esa eses esas",
    "3 eu eia eus eias",
    "3 ar ando ado ada ados adas ou aram ava avam ara arao aria ariam amos "
    "arem armos asse assem",
    "3 er endo ido ida idos idas eu eram era erao eria eriam emos erem ermos",
    "3 ir indo ido ida idos idas iu iram ira irao iria iriam imos irem irmos",
    NULL,
};

static const char *const spanish[] = {
    "2 - s",
    "2 - es",
    "2 z ces",
    "2 o a os as",
    "3 or ora ores oras",
    "3 - a es as", /* español, alemán */
    "3 ar ando ado ada ados adas aron aba aban ara aran aria arian amos are",
    "3 er iendo ido ida idos idas ieron era eran eria erian emos ere",
    "3 ir iendo ido ida idos idas ieron ira iran iria irian imos ire",
    NULL,
};

static const char *const french[] = {
    "2 - s",
    "2 - x",
    "2 al aux",
    "2 ail aux",
    "2 - e s es",
    "2 if ive ifs ives",
    "2 eur euse eurs euses",
    "2 teur trice teurs trices",
    "2 el elle els elles",
    "2 en enne ens ennes",
    "2 on onne ons onnes",
    "2 er ere ers eres",
    "2 x se ses",
    "2 et ete ets etes",
    "3 er e es ee ees ant ez ons ent era eront erait ait aient",
    "3 ir i is ie ies it issant issez issons issent ira iront",
    NULL,
};

static const char *const italian[] = {
    "2 o i",
    "2 a e",
    "2 e i",
    "2 o a i e",
    "2 co chi ca che ci",
    "2 go ghi ga ghe gi",
    "2 io i",
    "2 cia ce",
    "2 gia ge",
    "3 ore rice ori rici",
    "3 are ando ato ata ati ate ano ava avano ero era eranno",
    "3 ere endo uto uta uti ute ono eva evano era eranno",
    "3 ire endo ito ita iti ite ono iva ivano ira iranno isce iscono",
    NULL,
};

static const char *const catalan[] = {
    "2 - s",
    "2 - os",
    "2 a es",
    "2 o ons",
    "2 - a s es",
    "2 - ns",
    "2 t da ts des",
    "2 c ga cs gues",
    "2 ca ques",
    "2 ga gues",
    "2 ja ges",
    "3 ar ant at ada ats ades aren ava aven ara aran aria arien",
    "3 ir int it ida its ides iren ia ien ira iran iria irien",
    NULL,
};

/* Dutch writes a long vowel twice in a closed syllable (taak, taken) and
 * doubles the consonant behind a short one (man, mannen). */
static const char *const dutch[] = {
    "3 - en",
    "2 - s",
    "2 - 's",
    "3 - e",
    "3 - n", /* gemeente, gemeenten */
    "3 heid heden",
    "2 f ven",
    "2 s zen",
    "2 b bben",
    "2 d dden",
    "2 g ggen",
    "2 k kken",
    "2 l llen",
    "2 m mmen",
    "2 n nnen",
    "2 p ppen",
    "2 r rren",
    "2 s ssen",
    "2 t tten",
    "1 aak aken ake",
    "1 aal alen ale",
    "1 aan anen ane",
    "1 aar aren are",
    "1 aat aten ate",
    "1 aag agen age",
    "1 aam amen ame",
    "1 eel elen ele",
    "1 een enen ene",
    "1 eem emen",
    "1 eer eren",
    "1 eet eten",
    "1 eek eken",
    "1 oon onen",
    "1 oop open",
    "1 oor oren",
    "1 oot oten",
    "1 ook oken",
    "1 uur uren",
    "1 uut uten",
    "3 en t te ten end ende",
    "3 en t de den end ende",
    NULL,
};

static const char *const swedish[] = {
    "2 - s",
    "3 - en er erna s ens ers ernas",
    "2 - en ar arna s ens ars arnas",
    "2 a an or orna as ans ors ornas",
    "2 e en ar arna es ens ars arnas",
    "2 - et en s ets ens",
    "2 - n r rna ns rs rnas",
    "2 - t n na ts ns nas",
    "3 el eln lar larna",
    "3 - e na nas arna",
    "3 are aren arna ares arens arnas",
    "3 - t a",
    "3 a ar ade at as ades ande",
    "3 a er te t",
    NULL,
};

static const char *const danish[] = {
    "2 - s",
    "3 - en er erne s ens ers ernes",
    "3 - et er erne ets",
    "2 - en e ene es ens enes",
    "2 - et e ene ets",
    "2 e en er erne es ens ers ernes",
    "2 e et er erne ets",
    "2 - n r rne ns rs rnes",
    "2 - t r rne ts",
    "3 er eren ere erne eres erens",
    "3 el len ler lerne",
    "3 - t e",
    "3 e er ede et es ende",
    "3 e er te t",
    NULL,
};

static const char *const norwegian[] = {
    "2 - s",
    "3 - en er ene s ens ers enes",
    "3 - et er ene ets a",
    "2 e en er ene es ens ers enes",
    "2 e et er ene ets",
    "2 - a ar ane",
    "2 - n r ne ns",
    "3 er eren ere erne eres erens",
    "3 - t e",
    "3 e er et te t ende",
    NULL,
};

/* Suffixes of light10 and those of number and gender, behind a bare stem: teh
 * marbuta has been folded to heh. */
static const char *const arabic[] = {
    "3 - ان ات ون ين ه ي يه ها هم ك نا",
    "3 ه ات تان تين ته تها تهم تك تنا تي",
    "3 ي يه يات يون يين",
    NULL,
};

/* The article, conjunctions and prepositions; لل is ل with the article. */
static const char *const arabic_proclitics[] = {
    "ال",  "و",  "ف",   "ب",  "ك",  "ل",    "وال", "فال", "بال",
    "كال", "لل", "ولل", "وب", "ول", "وبال", "فلل", "س",   NULL,
};

static const char *const hebrew[] = {
    "3 - ים ות י", "2 ה ות ת", "2 ת ות יות", "3 ות ויות", NULL,
};

static const char *const hebrew_proclitics[] = {
    "ה",  "ו",  "ב",  "כ",  "ל",  "מ",  "ש",  "וה", "וב", "ול",
    "ומ", "וכ", "וש", "שה", "מה", "כש", "שב", "של", NULL,
};

static const char *const persian[] = {
    "2 - ها های هایی ی ات ان",
    NULL,
};

/* The commonest endings of nouns; names have theirs behind an apostrophe. What
 * goes on behind them is left to Snowball. */
static const char *const turkish[] = {
    "3 - ler lar leri lari lerin larin lere lara lerde larda lerden lardan in "
    "un nin nun i u yi yu e a ye ya de da te ta den dan ten tan si su",
    "3 - 'in 'un 'nin 'nun 'i 'u 'yi 'yu 'e 'a 'ye 'ya 'de 'da 'te 'ta 'den "
    "'dan 'ten 'tan 'ler 'lar",
    NULL,
};

/* Both apostrophes, as folding keeps them apart. */
#define ELIDED(x) x "'", x "\xE2\x80\x99"

static const char *const french_proclitics[] = {
    ELIDED("l"), ELIDED("d"), ELIDED("qu"), ELIDED("n"),
    ELIDED("s"), ELIDED("j"), ELIDED("c"),  NULL,
};

static const char *const italian_proclitics[] = {
    ELIDED("l"),     ELIDED("un"),   ELIDED("d"),    ELIDED("dell"),
    ELIDED("all"),   ELIDED("nell"), ELIDED("dall"), ELIDED("sull"),
    ELIDED("quell"), NULL,
};

static const char *const catalan_proclitics[] = {
    ELIDED("l"), ELIDED("d"), ELIDED("n"), ELIDED("s"), NULL,
};

static const pcs_digraph german_digraphs[] = {
    {"ä", "ae", "a"},
    {"ö", "oe", "o"},
    {"ü", "ue", "u"},
    {NULL, NULL, NULL},
};

static const pcs_digraph danish_digraphs[] = {
    {"æ", "ae", "æ"},
    {"ø", "oe", "o"},
    {"å", "aa", "a"},
    {NULL, NULL, NULL},
};

const struct pcs_inflection pcs_inflections[] = {
    {"ar", arabic, arabic_proclitics, 3, NULL, false},
    {"ca", catalan, catalan_proclitics, 2, NULL, false},
    {"da", danish, NULL, 0, danish_digraphs, false},
    {"de", german, NULL, 0, german_digraphs, false},
    {"en", english, NULL, 0, NULL, false},
    {"es", spanish, NULL, 0, NULL, false},
    {"fa", persian, NULL, 0, NULL, false},
    {"fr", french, french_proclitics, 2, NULL, false},
    {"he", hebrew, hebrew_proclitics, 3, NULL, false},
    {"it", italian, italian_proclitics, 2, NULL, false},
    {"ja", english, NULL, 0, NULL, false},
    {"km", english, NULL, 0, NULL, false},
    {"ko", english, NULL, 0, NULL, false},
    {"lo", english, NULL, 0, NULL, false},
    {"my", english, NULL, 0, NULL, false},
    {"nb", norwegian, NULL, 0, danish_digraphs, false},
    {"nl", dutch, NULL, 0, NULL, false},
    {"nn", norwegian, NULL, 0, danish_digraphs, false},
    {"no", norwegian, NULL, 0, danish_digraphs, false},
    {"pt", portuguese, NULL, 0, NULL, false},
    {"sv", swedish, NULL, 0, NULL, false},
    {"th", english, NULL, 0, NULL, false},
    {"tr", turkish, NULL, 0, NULL, true},
    {"zh", english, NULL, 0, NULL, false},
    {NULL, NULL, NULL, 0, NULL, false},
};
