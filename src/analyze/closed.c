/* closed.c - articles, pronouns and other words of the closed classes */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "analyze/closed.h"

#include <string.h>

#define CLOSED_MAX 12

static const char german[] =
    " aber all alle allem allen aller alles als also am an ans auch auf aus "
    "bei "
    "beim bin bis bist da dabei dadurch dafür daher damit dann daran darauf "
    "darf das dass davon dazu dein deine dem den denen denn der deren des "
    "dessen dich die dies diese diesem diesen dieser dieses dir doch dort du "
    "durch ein eine einem einen einer eines er es euch euer eure falls für "
    "gegen hab habe haben hat hatte hatten hier hin ich ihm ihn ihnen ihr ihre "
    "ihrem ihren ihrer ihres im in ins ist ja je jede jedem jeden jeder jedes "
    "jene jener kann kein keine keinem keinen keiner man mein meine mich "
    "mir mit muss nach neben nein nicht noch nun nur ob oder ohne sehr sei "
    "seid sein seine seinem seinen seiner seines seit sich sie sind so sodass "
    "soll sollen sollte sollten sowie um und uns unser unsere unter vom von "
    "vor wann war wäre wären warum was weil welche welchem welchen welcher "
    "welches wem wen wenn wer werde werden wie wir wird wo wobei wurde wurden "
    "würde würden zu zum zur zwar über ";

static const char dutch[] =
    " aan achter af al alle als bij dan dat de deze die dit dus een en er geen "
    "had hadden heb hebben heeft hem hen het hij hoe hun ik in is ja je jij "
    "jou jouw jullie kan kunt maar me men met mij mijn na naar naast niet nog "
    "nu of om omdat ons onze ook op over sinds te tegen ten ter toch toen tot "
    "tussen uit uw van via voor waar wanneer waren was wat we welk welke werd "
    "werden wie wij worden wordt zal ze zei zich zij zijn zo zonder zou "
    "zullen ";

static const char swedish[] =
    " alla allt att av bara blev bli blir de dem den denna deras dess "
    "dessa det detta dig din dina ditt du där eller en er era ett efter från "
    "för ha hade han hans har hon här i in inte ja jag kan man med mellan men "
    "mig min mina mitt mot ni nu när någon något några och om oss på sedan "
    "sig sin sina sitt ska som så till under upp ut utan vad var vara vi via "
    "vid vilka vilken vilket våra vårt åt än är över ";

static const char danish[] =
    " af alle at blev bliver da de dem den denne der deres det dette dig din "
    "dine disse dit du efter eller en end er et for fra før ham han har havde "
    "hos hun hvad hvis hvor i ikke ind ja jeg kan man med mellem men mig min "
    "mine mit mod ned nej nogle nu når og også om op os på sig sin sine sit "
    "skal som så til ud uden under var ved vi via vil være vores ";

static const char norwegian[] =
    " alle at av ble blir da de dei dem den denne der deres det dette deg din "
    "dine disse ditt du eg eit ein eller en er et etter for fra frå før ha han "
    "har hadde hos hun hva hvis hvor i ikke ikkje inn ja jeg kan man med "
    "mellom men meg min mine mitt mot ned nei noen noe nå når og også om opp "
    "oss på seg sin sine sitt skal som så til ut uten under var ved vi via vil "
    "være vår våre ";

static const char finnish[] =
    " ei ehkä eli en että he hän ja joka jos jotka kuin kun me mikä minä mitä "
    "mutta myös ne niin nyt näin näitä on ovat se sekä sen siinä sinä sitä "
    "tai te tämä tämän tässä tätä vaan vai voi ";

static const struct {
    const char *language, *words;
} lists[] = {
    {"da", danish}, {"de", german},    {"fi", finnish},   {"nb", norwegian},
    {"nl", dutch},  {"nn", norwegian}, {"no", norwegian}, {"sv", swedish},
};

/* Of three bytes each, Simplified and Traditional. */
static const char chinese_behind[] =
    "的了着过到上下中内里外后前时等是在和与或并将为"
    "過裡裏內後時與並將為";
static const char chinese_before[] = "以的可已在和与或此與";

bool pcs_is_closed_word(const char *locale, const char *word, size_t len)
{
    char entry[CLOSED_MAX + 3];
    size_t n = strcspn(locale, "-_");
    if (len == 0 || len > CLOSED_MAX || n != 2 || memchr(word, ' ', len))
        return false;
    entry[0] = ' ';
    memcpy(entry + 1, word, len);
    entry[len + 1] = ' ';
    entry[len + 2] = 0;
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
        if (memcmp(lists[i].language, locale, n) == 0)
            return strstr(lists[i].words, entry) != NULL;
    return false;
}

bool pcs_is_chinese_particle(const char *text, size_t len, bool is_before)
{
    const char *set = is_before ? chinese_before : chinese_behind;
    size_t n =
        is_before ? sizeof chinese_before - 1 : sizeof chinese_behind - 1;
    for (size_t i = 0; len == 3 && i < n; i += 3)
        if (memcmp(set + i, text, 3) == 0)
            return true;
    return false;
}
