"""The words that the normaliser knows: short forms, chat spellings, split words, and the key words it guards.

Plain data, so that loading it reads no file. ``KEY_WORDS`` are the words that must survive typing mistakes;
``ORDINARY_WORDS`` are everyday words that stand one slip away from a key word and must be left alone. What slang
*means* ("kms", "sewerslide") stands with the patterns of ``bot/safety``, where a clinician reads it.
"""

from __future__ import annotations

_FULL_FORMS = """
i'm=i am|im=i am|i've=i have|ive=i have|i'd=i would|i'll=i will|ima=i am going to|imma=i am going to|iam=i am
you're=you are|youre=you are|you've=you have|youve=you have|you'll=you will|you'd=you would|ur=your|u=you|r=are
he's=he is|hes=he is|he'd=he would|he'll=he will|she's=she is|shes=she is|she'd=she would|she'll=she will
it's=it is|that's=that is|thats=that is|what's=what is|whats=what is|there's=there is|theres=there is|who's=who is
how's=how is|hows=how is|where's=where is|wheres=where is|here's=here is|let's=let us|everyone's=everyone is
we're=we are|we've=we have|weve=we have|we'll=we will|they're=they are|theyre=they are|they've=they have
theyve=they have|they'll=they will|theyll=they will|they'd=they would
can't=can not|cant=can not|cannot=can not|cnt=can not|carnt=can not|don't=do not|dont=do not|dnt=do not
doesn't=does not|doesnt=does not|didn't=did not|didnt=did not|won't=will not|wont=will not|wouldn't=would not
wouldnt=would not|isn't=is not|isnt=is not|aren't=are not|arent=are not|wasn't=was not|wasnt=was not
weren't=were not|werent=were not|haven't=have not|havent=have not|hasn't=has not|hasnt=has not|hadn't=had not
hadnt=had not|couldn't=could not|couldnt=could not|shouldn't=should not|shouldnt=should not|ain't=am not|aint=am not
needn't=need not|mustn't=must not|wanna=want to|wana=want to|wannna=want to|gonna=going to|gunna=going to|gona=going to
gotta=got to|hafta=have to|finna=going to|tryna=trying to|kinda=kind of|dunno=do not know|idk=i do not know
idc=i do not care|innit=is it not|gimme=give me|lemme=let me|outta=out of|wnt=want|wnna=want to|iwant=i want
tonite=tonight|2nite=tonight|2night=tonight|2day=today|2moro=tomorrow|tmrw=tomorrow|tomoz=tomorrow|rn=right now
cuz=because|coz=because|bc=because|cos=because|becuz=because|cus=because|bcoz=because|smth=something|sth=something
sum1=someone|some1=someone|any1=anyone|every1=everyone|no1=no one|nobody=no one|noone=no one|bf=boyfriend
gf=girlfriend|mam=mum|mom=mum|mummy=mum|mommy=mum|mother=mum|father=dad|daddy=dad
hubby=husband|pls=please|plz=please|thx=thanks|ppl=people|abt=about|wiv=with|wid=with|w/o=without
ffs=for fuck sake|jk=just kidding|nvr=never|neva=never|alot=a lot|lolol=lol|lool=lol|lmfao=lmao|hahaha=haha
hahahaha=haha|urself=yourself|tbh=to be honest|ngl=not going to lie|istg=i swear|fr=for real|bday=birthday
od'd=overdosed|od'ed=overdosed|oded=overdosed|od'ing=overdosing|oding=overdosing|b=be|n=and|nd=and|w=with
wen=when|da=the|dat=that|dis=this|teh=the|wud=would|wuld=would|wld=would|cud=could|cld=could|shud=should|hav=have|hv=have
wudnt=would not|cudnt=could not|shudnt=should not|wldnt=would not|shan't=will not|shant=will not|mightn't=might not
could've=could have|couldve=could have|would've=would have|wouldve=would have|should've=should have
shouldve=should have|coulda=could have|shoulda=should have|woulda=would have|might've=might have|it'll=it will
itll=it will|that'll=that will|thatll=that will|there'll=there will|who'd=who would|who'll=who will|whos=who is
nobody'd=no one would|youd=you would|youll=you will|yous=you|ya=you|wot=what|wat=what|woz=was|wos=was|em=them
rly=really|rlly=really|jus=just|jst=just|nite=night|evry=every|evrything=everything|thru=through|tho=though|m8=mate
gna=going to|gon=going to|gunner=going to|gonnae=going to|ganna=going to|gannin=going|goin=going|bein=being|doin=doing
bouta=about to|boutta=about to|needa=need to|wan2=want to|whant=want|wan=want|plis=please|ded=dead|nemore=anymore
freind=friend|frend=friend|freinds=friends|nowt=nothing|nuthin=nothing|owt=anything|summat=something|suttin=something
sumthing=something|sumthin=something|somthing=something|divvent=do not|divnt=do not|divn't=do not|dinnae=do not
dinna=do not|didnae=did not|cannae=can not|wouldnae=would not|willnae=will not|mysel=myself|mesel=myself|misen=myself
missen=myself|mysen=myself|himsel=himself|hissen=himself|hersel=herself|hersen=herself|theirsens=themselves
becuase=because|beacuse=because|bcz=because|bcos=because|fink=think|finking=thinking|thort=thought|thorts=thoughts
thots=thoughts|thawts=thoughts|aint=am not|cnat=can not|carnt=can not|te=to
doon=down|oot=out|ower=over|tmr=tomorrow|tmw=tomorrow|2moz=tomorrow
tomo=tomorrow|sumone=someone|som1=someone|tuk=took|tekken=taken|tekn=taken|s/h=sh|sh'd=sh|c*t=cut|cvt=cut
"""
_SLIPS = """
kil kll kiil klil=kill|kiling killin kilin kllng=killing|dieing dyin dieng=dying|diie=die
suicid sueside sueaside suaside suislide sooeyside suecide=suicide
sucide sucied suicied suacide sueicide suiside sucidie suisid scuicide sewercide sooicide suicde=suicide
sewisidal suicidel suecidal=suicidal
sucidal suicidial suisidal suicidle suiccidal sucicidal sucidle suicdal suicial suacidal=suicidal
myslf mysef myslef meself mesen mahself mself myselv myseld mself=myself|urselves=yourselves|hisself=himself
theirself theirselves themself themselfs=themselves|selfharm selfharming selfharmed=
parasetamol paracetemol paracetomol paracetmol parcetamol paracetamols parecetamol paracetamole=paracetamol
ibruprofen ibuprofin ibroprofen nurofens=ibuprofen|tablits=tablets|meds medz=medication|pils=pills
overdos overdosd ovadose=overdose|overdosin=overdosing|voises voicez=voices|deffo=definitely
unaliv unlive=unalive|cuttin cuting cvtting kutting=cutting|cutn=cutting|hert=hurt|hurtin=hurting|harmin=harming
bleedin=bleeding|unconcious unconsious unconscius unconsius=unconscious|breathin=breathing|brething breating=breathing
annorexia anarexia anorexa=anorexia|bulemia bullimia=bulimia|laxitives laxitive=laxatives|strangeld=strangled
molestd=molested|beatin=beating|hittin=hitting|hiting=hitting|thretened threatend=threatened
pillz pilz=pills|killin=killing|slef selff=self|cutt=cut|wirst wirsts wrsit=wrist|stoping=stopping
swalowed swallowd swalloed swollowed swallowd=swallowed|tabelts tablest tabltes=tablets|taekn takn tken=taken|dei=die
endng endin=ending|considring=considering|tkae=take|brething breahting=breathing|wriste=wrist
tomorow tommorow tommorrow tomoro tomorro=tomorrow|hert=hurt|flor=floor|evrywhere everywere evrywere=everywhere|nto=not
fone=phone|nife=knife|nives=knives|rists=wrists|wrsts=wrists|lyf=life|liv=live|dedd=dead|suffar=suffer
"""
SPLIT_WORDS = {
    ("my", "self"): "myself",
    ("me", "self"): "myself",
    ("ma", "self"): "myself",
    ("him", "self"): "himself",
    ("his", "self"): "himself",
    ("her", "self"): "herself",
    ("your", "self"): "yourself",
    ("them", "self"): "themselves",
    ("them", "selves"): "themselves",
    ("our", "selves"): "ourselves",
    ("un", "alive"): "unalive",
    ("over", "dose"): "overdose",
    ("over", "dosed"): "overdosed",
    ("over", "dosing"): "overdosing",
    ("sewer", "slide"): "sewerslide",
    ("s", "h"): "sh",
    ("no", "body"): "nobody",
    ("some", "one"): "someone",
}
_WANTS_TO = "want wants wanted wanting wnt whant wan going goin like about how"
WANTS_TO = frozenset(_WANTS_TO.split())
"""After these a "2" or a "too" is a "to": want 2 die, going too the bridge."""
_KEYS = """
life abuse abused abusing alive anorexia anorexic antidepressants anymore assaulted blade bleach bleeding breathing
bridge bulimia bulimic burden burning choked choking collapsed cutting dead death die dying existing forced forces
goodbye hang hanged hanging harm harmed harming herself himself hopeless hurt hurting ibuprofen insulin kill killed
killing kills knife knives laxatives medication molested molesting murder murdered myself noose ourselves overdose
overdosed overdosing paracetamol pills pointless poisoned purging raped raping razor scratching seizure sewerslide
stabbed stabbing starve starving strangled strangling suicidal suicide tablets telling themselves thinking thoughts
threatened threatening threatens tonight unalive unalived unaliving unconscious unresponsive voices vomiting want
wanted wants worthless wrists yourself
"""
KEY_WORDS = frozenset(_KEYS.split())
_MENDED = """
suicide suicidal overdose overdosed overdosing myself himself herself themselves yourself paracetamol ibuprofen
antidepressants tablets medication strangled strangling molested assaulted assaulting unconscious unresponsive breathing
bleeding anorexia anorexic bulimia bulimic laxatives threatened threatening sewerslide thoughts thinking anymore
cutting killing hurting unalive
"""
MENDED_WORDS = frozenset(_MENDED.split())
_MENDED_TWICE = """
suicide suicidal overdose paracetamol ibuprofen antidepressants unconscious unresponsive anorexia sewerslide themselves
"""
MENDED_TWICE = frozenset(_MENDED_TWICE.split())
_ORDINARY = """
tables tablet strange stranger strangler struggled struggling overcome overdone overdue overuse overdo overdoing
subside subsidy subtitle nose moose loose odd shill kilo putting gutting cuttings hunting hurling hurtling thinning
thought though meditation mediation dedication breeding breading blending bleating bleaching breaching bathing
assault assaults molester threaten thickening laxative conscious subconscious homeless hopeful kissing kings killer
killings suicides overdoses thanking still skill did dyed diet deed deep need bled blade boded lived alive olive
razors knifed harmed charming
"""
ORDINARY_WORDS = frozenset(_ORDINARY.split())


def _spellings() -> dict[str, tuple[str, ...]]:
    table: dict[str, tuple[str, ...]] = {}
    for line in _FULL_FORMS.strip().splitlines():
        for entry in line.split("|"):
            short, full = entry.split("=")
            table[short] = tuple(full.split())
    for line in _SLIPS.strip().splitlines():
        for entry in line.split("|"):
            slips, right = entry.split("=")
            for slip in slips.split():
                table[slip] = (right,) if right else ("self", "harm" + slip.removeprefix("selfharm"))
    return table


SPELLINGS = _spellings()
